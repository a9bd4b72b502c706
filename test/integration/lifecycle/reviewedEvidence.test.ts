import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { adapters } from "../../../workbench/project/adapters.ts";
import { startProvider } from "../../harness/providerProcess.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId } from "../../support/program.ts";

describe("evidence of a decisions file", () => {
	for (const adapter of adapters)
		it(`is compared through the ${adapter.name}, and is not in the inputs`, async () => {
			const emulator = await startEmulator({ content: cognito(user("alice", ...signIns("berlin"))) });
			try {
				const provider = startProvider({ endpoint: emulator.endpoint, adapter });
				const evidence = { source: "api", riskLevel: "Low", city: "Oslo" };
				const member = { username: "alice", feedbackValue: "Valid", evidence, __place: "feedback.yaml:7" };
				const steps = provider.stepsOf("set", "reviewed");
				const news = steps.declare({ userPoolId: poolId, decisions: { berlin: member } });
				const { inputs, failures } = await steps.check({}, news);
				expect(failures).to.deep.equal([]);
				expect(provider.warnings.join("\n")).to.include(
					'feedback.yaml:7: event berlin: `riskLevel` is "Low", but "High" in Cognito, `city` differs',
				);
				expect(JSON.stringify(inputs)).not.to.match(/Oslo|feedback\.yaml/);
			} finally {
				await emulator.close();
			}
		});
});
