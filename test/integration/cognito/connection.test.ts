import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { AwsFeedbackService } from "#provider/cognito/awsFeedbackService";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { awsVariables } from "../../support/awsVariables.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

/** Runs with an HTTP server that answers everything so. */
async function withServer<T>(
	status: number,
	body: string,
	run: (endpoint: string) => Promise<T>,
): Promise<T> {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(status, { "content-type": "text/html" }).end(body);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	try {
		return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

/** A port of the machine on which nothing listens. */
async function unusedEndpoint(): Promise<string> {
	return withServer(200, "", async (endpoint) => endpoint);
}

describe("a server that is not Cognito", () => {
	it("that cannot be reached is one message with what to check", async () => {
		const service = new AwsFeedbackService({ endpoint: await unusedEndpoint() });
		const error = await rejectionOf(service.submitFeedback(decision));
		expect(error).to.be.instanceOf(FeedbackError);
		expect(error.message)
			.to.contain("event e1 in user pool")
			.and.to.contain("cannot be reached (ECONNREFUSED)")
			.and.to.contain("cognito-feedback:endpoint")
			.and.not.to.contain("\n");
	});

	for (const [status, body] of [
		[200, "<html>Sign in to the network</html>"],
		[403, "<html>Forbidden</html>"],
		[404, ""],
	] as const) {
		it(`that answers ${status} ${body} is told for what it is`, async () => {
			await withServer(status, body, async (endpoint) => {
				const error = await rejectionOf(new AwsFeedbackService({ endpoint }).listAuthEvents(poolUser));
				expect(error).to.be.instanceOf(FeedbackError);
				expect(error.message)
					.to.contain(`the answer (HTTP ${status}) is not one that Amazon Cognito gives`)
					.and.to.contain("proxy")
					.and.not.to.match(/\n|<html>/);
			});
		});
	}
});

describe("a machine without credentials", () => {
	awsVariables({});
	const start = fakeCognitos();

	it("gets one message with what to do, and makes no request", async () => {
		const { service, emulator } = await start([{ EventId: "e1" }]);
		const error = await rejectionOf(service.submitFeedback(decision));
		expect(error).to.be.instanceOf(FeedbackError);
		expect(error.message)
			.to.contain("no AWS credentials")
			.and.to.contain("aws sso login")
			.and.not.to.contain("\n");
		expect(emulator.requests).to.have.length(0);
	});

	it("gets one message where the configured profile does not exist", async () => {
		const { service } = await start([{ EventId: "e1" }], {}, { profile: "nobody" });
		const error = await rejectionOf(service.submitFeedback(decision));
		expect(error.message).to.contain("no AWS credentials").and.to.contain("aws:profile");
	});
});
