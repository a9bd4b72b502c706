/**
 * Writes the public interface of both packages to `contract/`, as of the last build. With `--check` it writes nothing and fails
 * if a file differs.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { createTwoFilesPatch } from "diff";
import { root } from "../installPackage.ts";

/** Loaded as CommonJS, because Node.js cannot detect the exports of this package. */
const { Extractor, ExtractorConfig }: typeof import("@microsoft/api-extractor") = createRequire(
	import.meta.url,
)("@microsoft/api-extractor");

const built = (file: string) => readFileSync(join(root, "provider/dist", file), "utf8");
const files = {
	"schema.json": built("adapters/plugin/schema.json"),
	"feedback-file.schema.json": built("feedbackFile/schema.json"),
	"pulumi-cognito-feedback.api.md": providerReport(),
	"cognito-feedback.api.md": await commandReport(),
};

const isCheck = process.argv.includes("--check");
for (const [name, text] of Object.entries(files)) {
	const path = join(root, "contract", name);
	const committed = existsSync(path) ? readFileSync(path, "utf8") : "";
	if (!isCheck) writeFileSync(path, text);
	else if (committed !== text) {
		console.error(createTwoFilesPatch(`contract/${name}`, "as built", committed, text));
		process.exitCode = 1;
	}
}
if (process.exitCode)
	console.error(
		"The public interface differs from contract/. If it should, run `npm run contract` and commit.",
	);

/** The exported symbols of the provider's entry points, and the types that they use. */
function providerReport(): string {
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
async function commandReport(): Promise<string> {
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
