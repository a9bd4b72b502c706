import { expect } from "chai";
import { CognitoClient } from "#provider/cognito/client";
import { failureOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { poolUser } from "../../support/emulatedCognito.ts";

const { userPoolId } = poolUser;
const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("A server that is not Cognito", () => {
	const start = countingServers();

	/** A client of a server that sends this response to everything. */
	async function clientOf(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
		const server = await start((_, response) => {
			response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
		});
		return { server, client: new CognitoClient({ endpoint: server.endpoint }) };
	}

	it("is reported with the code of the failed connection if it cannot be reached", async () => {
		const server = await start();
		const client = new CognitoClient({ endpoint: server.endpoint });
		await server.close();
		expect(await failureOf(client.submitFeedback(decision))).to.include({
			kind: "unreachable",
			operation: "AdminUpdateAuthEventFeedback",
			userPoolId,
			eventId: "e1",
			code: "ECONNREFUSED",
		});
	});

	for (const [status, body] of [
		[200, "<html>Sign in to the network</html>"],
		[403, "<html>Forbidden</html>"],
		[404, ""],
	] as const) {
		it(`is recognized by its response: ${status} ${body}`, async () => {
			const { client } = await clientOf(status, body);
			expect(await failureOf(client.listAuthEvents(poolUser))).to.include({
				kind: "foreignResponse",
				operation: "AdminListUserAuthEvents",
				userPoolId,
				status,
			});
		});
	}

	for (const status of [301, 302, 303, 307, 308]) {
		for (const body of ["", "<html>Moved</html>", '{"__type":"AccessDeniedException"}']) {
			it(`is not followed when it redirects: ${status} ${body || "without a body"}`, async () => {
				const target = await start();
				const { server, client } = await clientOf(status, body, { location: `${target.endpoint}/` });
				for (const request of [
					() => client.submitFeedback(decision),
					() => client.listAuthEvents(poolUser),
				]) {
					const failure = await failureOf(request());
					expect(failure).to.include({ kind: "redirect", status });
					expect(JSON.stringify(failure)).not.to.include(target.endpoint);
				}
				expect(server.requests).to.have.length(2);
				expect(target.requests).to.deep.equal([]);
			});
		}
	}
});
