import { expect } from "chai";
import { readText } from "./manifest.ts";

/** The example programs in the documentation of a language's SDK, on events of the emulator's built-in content. */
export function sdkExamples(language: "csharp" | "go" | "java" | "python"): string[] {
	const schema: { resources: Documented; functions: Documented } = JSON.parse(
		readText("node_modules/pulumi-cognito-feedback/dist/adapters/plugin/schema.json"),
	);
	const documented = [...Object.values(schema.resources), ...Object.values(schema.functions)];
	const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
	const programs = documented.flatMap(({ description }) =>
		[...description.matchAll(fence)].map(([, program = ""]) => program),
	);
	expect(programs).to.have.length(documented.length);
	return programs.map((program) => program.replace("eu-central-1_AbCdEf123", "eu-central-1_Quickstrt"));
}

type Documented = Readonly<Record<string, { readonly description: string }>>;
