import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { root } from "../installPackage.ts";

/** Loaded as CommonJS, because Node.js cannot detect the exports of this package. */
const { Extractor, ExtractorConfig }: typeof import("@microsoft/api-extractor") = createRequire(
	import.meta.url,
)("@microsoft/api-extractor");

/** The exported symbols of the provider's entry points, and the types that they use. */
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
		// Without the heading, and without the warning about a comment that declaration files lack.
		return report
			.slice(report.indexOf("```ts\n"))
			.replace(/\n\/\/ \(No @packageDocumentation.*\n/, "")
			.trim();
	} finally {
		rmSync(reports, { recursive: true, force: true });
	}
}

/** The help of each command; the second package has no other public interface. */
export async function commandReport(): Promise<string> {
	const { createProgram } = await import(join(root, "review/dist/terminal/program.js"));
	const program: Command = createProgram();
	const helps = [program, ...program.commands].map((command) => {
		// With a fixed width, and without colors.
		command.configureOutput({ getOutHelpWidth: () => 100, getOutHasColors: () => false });
		const name = command === program ? command.name() : `${program.name()} ${command.name()}`;
		return `## \`${name}\`\n\n\`\`\`text\n${command.helpInformation()}\`\`\`\n`;
	});
	return `# \`${program.name()}\`\n\n${helps.join("\n")}`;
}
