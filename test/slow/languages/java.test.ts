import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { onPath } from "../../../tools/pulumi-cli/executables.ts";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot, type WhyNot } from "../../../tools/pulumi-cli/search.ts";
import { blocksOf, readmeBlocks } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";
import { step, TestStack } from "../../support/story.ts";

describe("A Java project", () => {
	it("gets the plugin's SDK, and compiles and runs the documented programs", async function () {
		// The first time, it builds the language host and fetches what Maven needs.
		this.timeout(20 * 60_000);
		const stack = await beginJava();
		if (isWhyNot(stack)) {
			console.error(`Java is not tested: ${stack.why}`);
			this.skip();
		}
		const { project } = stack;
		try {
			await step("gets its SDK", async () => {
				// `pulumi package add` ends so too. Of the hosts in Go modules, none has yet what it does next: print instructions.
				const generate = "pulumi package gen-sdk --language java --local --out sdks";
				const plugin = '"$(which pulumi-resource-cognito-feedback)"';
				const { code, output } = await project.shell(`${generate} ${plugin} && cp -r sdks/java/src .`);
				expect(code, output).to.equal(0);
			});

			const programs = [...readmeBlocks("java"), ...sdkExamples("java")];
			const run = (index: number) => {
				const arguments_ = `--offline\n-DmainClass=program${index}.App\n`;
				writeFileSync(join(project.folder, ".mvn/maven.config"), arguments_);
			};
			await step("compiles each program, and submits the decision of the first", async () => {
				for (const [index, program] of programs.entries()) {
					const folder = join(project.folder, "src/main/java", `program${index}`);
					mkdirSync(folder);
					writeFileSync(join(folder, "App.java"), `package program${index};\n\n${program}`);
				}
				run(0);
				await stack.up();
				expect(stack.feedback()).to.include({ "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid" });
				expect(await project.outputs()).to.deep.equal({ city: "Berlin" });
			});

			for (const name of ["AuthEventFeedbackSet", "getAuthEvents"])
				await step(`previews the example of ${name}`, async () => {
					run(programs.findIndex((program) => program.includes(`${name}(`)));
					expect((await stack.preview()).output).to.include("d2974e15-7b3a-4c60-a8f1-05e6c49b3d72");
				});
		} finally {
			await stack.dispose();
		}
	});
});

/** A project with what Maven needs, or why it is not available. */
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
			// Programs this short run no faster for better code.
			MAVEN_OPTS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
		},
		layOut: async (folder) => {
			writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: java\n");
			writeFileSync(join(folder, "pom.xml"), pom);
			mkdirSync(join(folder, ".mvn"));
		},
	});
	const fetch = "mvn --batch-mode --quiet compile exec:java";
	const main = "-DmainClass=com.pulumi.bootstrap.internal.Main -DmainArgs=packages";
	const { code, output } = await stack.project.shell(`${fetch} ${main}`);
	if (code === 0) return stack;
	await stack.dispose();
	return { why: `its packages cannot be fetched: ${output.trim().split("\n")[0]}` };
}

/** As `pulumi new java` makes it, with the dependencies of docs/languages.md. */
const dependencies = blocksOf("docs/languages.md").filter(({ language }) => language === "xml");
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
	<modelVersion>4.0.0</modelVersion>
	<groupId>test</groupId>
	<artifactId>test</artifactId>
	<version>1.0-SNAPSHOT</version>
	<properties>
		<maven.compiler.release>11</maven.compiler.release>
		<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
		<mainArgs />
	</properties>
	<dependencies>${dependencies.map(({ text }) => text).join("")}</dependencies>
	<build>
		<plugins>
			<plugin>
				<artifactId>maven-compiler-plugin</artifactId>
				<version>3.13.0</version>
			</plugin>
			<plugin>
				<groupId>org.codehaus.mojo</groupId>
				<artifactId>exec-maven-plugin</artifactId>
				<version>3.5.0</version>
				<configuration>
					<mainClass>\${mainClass}</mainClass>
					<commandlineArgs>\${mainArgs}</commandlineArgs>
				</configuration>
			</plugin>
		</plugins>
	</build>
</project>
`;
