import { expect } from "chai";
import { AwsFeedbackService } from "#provider/cognito/awsFeedbackService";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { rejectionOf } from "../../support/buildRejection.ts";
import { countingServers } from "../../support/countingServer.ts";
import { poolUser } from "../../support/fakeCognito.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("a server that redirects", () => {
	const start = countingServers();

	for (const status of [301, 302, 303, 307, 308]) {
		for (const body of ["", "<html>Moved</html>", '{"__type":"AccessDeniedException"}']) {
			it(`is not followed: HTTP ${status}, ${body || "without a body"}`, async () => {
				const target = await start();
				const server = await start((_, response) => {
					response.writeHead(status, { location: `${target.endpoint}/` }).end(body);
				});
				const service = new AwsFeedbackService({ endpoint: server.endpoint });
				for (const send of [() => service.submitFeedback(decision), () => service.listAuthEvents(poolUser)]) {
					const error = await rejectionOf(send());
					expect(error).to.be.instanceOf(FeedbackError).and.to.include({ kind: "other" });
					expect(error.message)
						.to.contain(`the server answers with a redirect (HTTP ${status})`)
						.and.to.contain("cognito-feedback:endpoint")
						.and.not.to.match(/\n|<html>/)
						.and.not.to.contain(target.endpoint);
				}
				expect(server.requests).to.have.length(2);
				expect(target.requests).to.deep.equal([]);
			});
		}
	}
});
