import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

describe("A change that Cognito rejects", () => {
	for (const code of ["OperationNotEnabledException", "BrandNewException"]) {
		let isRefused = false;
		const options = {
			content: cognito(user("alice", ...signIns("e1", "e2"))),
			onRequest: ({ operation }: { readonly operation: string }) => {
				if (isRefused && operation === "AdminUpdateAuthEventFeedback")
					throw new EmulatorError(code, "Not here.");
			},
		};
		quickStory(`leaves the old value in state: ${code}`, options, async (stack) => {
			const declaring = (feedbackValue: "Valid" | "Invalid") => [
				single("one", { eventId: "e1", feedbackValue }),
				set("many", { e2: { feedbackValue } }),
			];
			isRefused = false;
			stack.program(...declaring("Valid"));
			await stack.up();

			await step("surely had no effect", async () => {
				isRefused = true;
				stack.program(...declaring("Invalid"));
				await stack.fails("up");
				expect(stack.decisions()).to.deep.equal({ e1: "Valid", e2: "Valid" });
			});
		});
	}
});
