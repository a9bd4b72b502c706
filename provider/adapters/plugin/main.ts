import { whyNotNode, whyNotPulumi } from "../../runtime.ts";
import { textFor } from "./help.ts";
import { refuse } from "./refuse.ts";

/**
 * The program `pulumi-resource-cognito-feedback`, which Pulumi's engine starts and calls. The modules that need Pulumi's SDK are
 * loaded only after a check that it is installed.
 *
 * Source: Pulumi docs, "Implementing a provider"; `sdk/go/common/resource/plugin/plugin.go`.
 */
const shown = textFor(process.argv.slice(2));
const reason = whyNotNode(process.versions.node) ?? whyNotPulumi(installedPulumi());
if (shown !== undefined) process.stdout.write(shown);
else if (reason === undefined) {
	// The engine starts the plugin without a terminal.
	if (process.stdin.isTTY)
		process.stderr.write(
			"This is a Pulumi plugin, which waits for Pulumi's engine. End it with Ctrl-C; see --help.\n",
		);
	require("./server.js");
} else refuse(reason);

function installedPulumi(): string | undefined {
	try {
		return require("@pulumi/pulumi/package.json").version;
	} catch {
		return undefined;
	}
}
