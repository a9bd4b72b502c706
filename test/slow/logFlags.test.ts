import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { overAdapters, story } from "../support/story.ts";

overAdapters((adapter, through) => {
	story(
		`Pulumi's logging flags, which it passes on to the provider, do not change warnings ${through}`,
		{ adapter, content: cognito(user("alice", ...signIns("one"))) },
		async (stack) => {
			stack.program(single("one", { eventId: "one" }));
			await stack.up();
			const { output } = await stack.destroy("--logflow", "--logtostderr", "-v=1");
			expect(output).to.match(/warning: .*feedback on event one \(`Valid`\) is retained in Amazon Cognito/);
		},
	);
});
