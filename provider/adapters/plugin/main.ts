import { whyNotNode, whyNotPulumi } from "../../runtime";
import { refuse } from "./refuse";

/**
 * The program `pulumi-resource-cognito-feedback`, which Pulumi's engine starts and calls. What needs Pulumi's SDK is
 * loaded once that is known to be there.
 *
 * Source: Pulumi docs, "Implementing a provider"; `sdk/go/common/resource/plugin/plugin.go`.
 */
const reason = whyNotNode(process.versions.node) ?? whyNotPulumi(installedPulumi());
if (reason === undefined) require("./server");
else refuse(reason);

function installedPulumi(): string | undefined {
	try {
		return require("@pulumi/pulumi/package.json").version;
	} catch {
		return undefined;
	}
}
