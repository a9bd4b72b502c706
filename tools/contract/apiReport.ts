import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { root } from "../installPackage.ts";

/** Loaded by name: the package is CommonJS, whose exports Node.js cannot list. */
const { Extractor, ExtractorConfig }: typeof import("@microsoft/api-extractor") = createRequire(
	import.meta.url,
)("@microsoft/api-extractor");

/** The symbols that each entry point of the provider exports, with the types that they refer to. */
export function providerReport(): string {
	const folder = join(root, "provider");
	const { name, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
	const reports = Object.entries<{ types?: string }>(exports).flatMap(([path, { types }]) =>
		types && !path.startsWith("./internal/")
			? [`## \`${name}${path.slice(1)}\`\n\n${entryPointReport(folder, types)}\n`]
			: [],
	);
	return `# \`${name}\`\n\n${reports.join("\n")}`;
}

function entryPointReport(folder: string, types: string): string {
	const reports = mkdtempSync(join(tmpdir(), "cognito-feedback-contract-"));
	const declarations = join(folder, types);
	const { compilerOptions } = JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8"));
	try {
		const config = ExtractorConfig.prepare({
			configObject: {
				projectFolder: folder,
				mainEntryPointFilePath: declarations,
				compiler: { overrideTsconfig: { compilerOptions, files: [declarations] } },
				apiReport: {
					...{ enabled: true, reportFolder: reports, reportTempFolder: reports, reportFileName: "entry" },
					includeForgottenExports: true,
				},
				newlineKind: "lf",
			},
			configObjectFullPath: undefined,
			packageJsonFullPath: join(folder, "package.json"),
		});
		const { errorCount } = Extractor.invoke(config, {
			localBuild: true,
			messageCallback: (message) => {
				message.handled = message.logLevel !== "error";
			},
		});
		if (errorCount > 0) throw new Error(`${declarations}: API Extractor failed; its messages are above`);
		const report = readFileSync(join(reports, "entry.api.md"), "utf8");
		// Without the heading, and without a remark on a comment that declaration files have not.
		return report
			.slice(report.indexOf("```ts\n"))
			.replace(/\n\/\/ \(No @packageDocumentation.*\n/, "")
			.trim();
	} finally {
		rmSync(reports, { recursive: true, force: true });
	}
}

/** The help of each command: the second package exports nothing else. */
export async function commandReport(): Promise<string> {
	const { createProgram } = await import(join(root, "review/dist/terminal/program.js"));
	const program: Command = createProgram();
	const helps = [program, ...program.commands].map((command) => {
		// Not as wide as the terminal, and without its colors.
		command.configureOutput({ getOutHelpWidth: () => 100, getOutHasColors: () => false });
		const name = command === program ? command.name() : `${program.name()} ${command.name()}`;
		return `## \`${name}\`\n\n\`\`\`text\n${command.helpInformation()}\`\`\`\n`;
	});
	return `# \`${program.name()}\`\n\n${helps.join("\n")}`;
}
