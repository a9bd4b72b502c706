import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("Flags of Pulumi's logs, which it passes on to the provider", (frontEnd) => {
	const stage = scene({ frontEnd, content: cognito(user("alice", ...signIns("one"))) });

	it("leave its warnings what they are", async () => {
		stage.program(single("one", { eventId: "one" }));
		await stage.up();
		const { output } = await stage.project.destroy("--logflow", "--logtostderr", "-v=1");
		expect(output).to.match(/warning: .*feedback on event one \(`Valid`\) stays in Amazon Cognito/);
	});
});
