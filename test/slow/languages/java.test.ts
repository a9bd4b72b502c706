import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { onPath } from "../../../tools/pulumi-cli/executables.ts";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot, type WhyNot } from "../../../tools/pulumi-cli/search.ts";
import { copyExample } from "../../../workbench/project/folder.ts";
import { readText } from "../../support/manifest.ts";
import { blocksOf, readmeBlocks } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";
import { step, TestStack } from "../../support/story.ts";

describe("The program of examples/java", () => {
	it("installs its SDK, compiles with the documented programs, and submits", async function () {
		// The first run builds the language host and downloads what Maven needs.
		this.timeout(20 * 60_000);
		const stack = await beginJava();
		if (isWhyNot(stack)) {
			console.error(`Java is not tested: ${stack.why}`);
			this.skip();
		}
		const { project } = stack;
		try {
			await step("installs its SDK", async () => {
				// `pulumi package add` runs this last. No host in Go modules supports its next step yet: printing instructions.
				const generate = "pulumi package gen-sdk --language java --local --out sdks";
				const plugin = '"$(which pulumi-resource-cognito-feedback)"';
				const { code, output } = await project.shell(`${generate} ${plugin} && cp -r sdks/java/src .`);
				expect(code, output).to.equal(0);
			});

			await step("submits its decisions", async () => {
				await stack.up();
				expect(stack.feedback()).to.include({
					"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
					"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
				});
				expect(await project.outputs()).to.deep.equal({ berlinAddress: "203.0.113.7", latestRisk: "High" });
			});

			const programs = [...readmeBlocks("java"), ...sdkExamples("java")];
			for (const [index, program] of programs.entries()) {
				const folder = join(project.folder, "src/main/java", `program${index}`);
				mkdirSync(folder);
				writeFileSync(join(folder, "App.java"), `package program${index};\n\n${program}`);
			}
			for (const [called, shown] of [
				["Evidence::city", /city +: "Berlin"/],
				["AuthEventFeedbackSet(", /reviewed: 1 to add/],
				["getAuthEvents(", /d2974e15-7b3a-4c60-a8f1-05e6c49b3d72/],
			] as const)
				await step(`compiles the documented programs, and previews the one with ${called}`, async () => {
					const index = programs.findIndex((program) => program.includes(called));
					runMaven(project.folder, `-DmainClass=program${index}.App`);
					expect((await stack.preview()).output).to.match(shown);
				});
		} finally {
			await stack.dispose();
		}
	});

	it("requires the packages that the documents name", () => {
		const named = blocksOf("docs/languages.md").find(({ language }) => language === "xml");
		const oneLine = (text: string) => text.replaceAll(/\s+/g, "");
		expect(oneLine(readText("examples/java/pom.xml"))).to.include(oneLine(named?.text ?? "no block of XML"));
	});
});

/** Sets the arguments of Maven for a project, in addition to those that Pulumi passes. */
function runMaven(folder: string, ...more: readonly string[]): void {
	writeFileSync(join(folder, ".mvn/maven.config"), `${["--offline", ...more].join("\n")}\n`);
}

/** A copy of the example with Maven's dependencies, or the reason why Maven is not available. */
async function beginJava(): Promise<TestStack | WhyNot> {
	const missing = ["javac", "mvn"].find((tool) => !onPath(tool, process.env));
	if (missing) return { why: `there is no ${missing} on PATH` };
	const hosts = await ensureLanguageHost("java", { say: (line) => console.error(line) });
	if (isWhyNot(hosts)) return hosts;
	const commands = join(repository, "node_modules", ".bin");
	const stack = await TestStack.create({
		content: exampleContent(),
		env: {
			PATH: [...hosts, commands, process.env.PATH].join(delimiter),
			// Optimizing the code does not pay off for programs this short.
			MAVEN_OPTS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
		},
		layOut: async (folder) => {
			copyExample("java", folder);
			mkdirSync(join(folder, ".mvn"));
		},
	});
	// Without the program, which does not compile before its SDK is installed.
	const fetch = "mvn --batch-mode --quiet compile exec:java";
	const main = "-DmainClass=com.pulumi.bootstrap.internal.Main -DmainArgs=packages";
	const { code, output } = await stack.project.shell(`mv src later; ${fetch} ${main} && mv later src`);
	if (code === 0) {
		runMaven(stack.project.folder);
		return stack;
	}
	await stack.dispose();
	return { why: `its packages cannot be fetched: ${output.trim().split("\n")[0]}` };
}
