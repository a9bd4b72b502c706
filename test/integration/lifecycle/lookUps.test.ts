import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

/** A stack whose events cannot be listed for this reason. */
function withoutListing(reason: string) {
	return {
		content: cognito(user("alice", ...signIns("one")), user("bob", ...signIns("inSet"))),
		onRequest: ({ operation }: { readonly operation: string }) => {
			if (operation === "AdminListUserAuthEvents") throw new EmulatorError(reason, "No.");
		},
	};
}
const declared = [single("one", { eventId: "one" }), set("many", { inSet: { username: "bob" } })];

describe("A run in which Cognito lists no events", () => {
	quickStory(
		"warns once and continues without evidence if the permission is missing",
		withoutListing("AccessDeniedException"),
		async (stack) => {
			stack.program(...declared);
			const { warnings, writes } = await stack.up();
			expect(warnings).to.have.lengthOf(1);
			expect(warnings[0])
				.to.include("not permitted to call cognito-idp:AdminListUserAuthEvents")
				.and.include("Until then, no evidence is collected and drift is not detected");
			expect(writes).to.have.lengthOf(2);
			expect(stack.state.get("one")?.outputs).not.to.have.any.keys(
				"event",
				"feedbackDate",
				"feedbackProvider",
			);
		},
	);

	quickStory(
		"follows `eventLookup` if listing fails for any other reason",
		withoutListing("InternalErrorException"),
		async (stack) => {
			stack.program(...declared);

			await step("fails by default", async () => {
				const { errors } = await stack.fails("preview");
				expect(errors[0]).to.include("event one in user pool").and.include("an internal error");
			});

			await step("warns if look-ups are optional", async () => {
				stack.configure({ "cognito-feedback:eventLookup": "optional" });
				const { warnings, steps } = await stack.preview();
				expect(warnings.join("\n"))
					.to.include("event one in user pool")
					.and.include("event inSet in user pool")
					.and.include("an internal error");
				expect(steps).to.include({ create: 2 });
			});

			await step("makes no request if look-ups are off", async () => {
				stack.configure({ "cognito-feedback:eventLookup": "off" });
				const { steps, requests, output } = await stack.preview();
				expect(requests).to.deep.equal([]);
				expect(output).not.to.include("event");
				expect(steps).to.include({ create: 2 });
			});
		},
	);
});
