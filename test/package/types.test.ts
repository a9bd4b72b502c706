import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { repository } from "../support/script.ts";

describe("The types of the package", () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-types-"));
		symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
		writeFileSync(join(folder, "index.ts"), program);
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const kinds: Record<string, readonly [ts.ModuleKind, ts.ModuleResolutionKind, "commonjs" | "module"]> = {
		"node16, CommonJS": [ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16, "commonjs"],
		"node16, ES modules": [ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16, "module"],
		nodenext: [ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext, "module"],
		bundler: [ts.ModuleKind.Preserve, ts.ModuleResolutionKind.Bundler, "module"],
		node: [ts.ModuleKind.CommonJS, ts.ModuleResolutionKind.Node10, "commonjs"],
	};
	for (const [name, [module, moduleResolution, type]] of Object.entries(kinds)) {
		it(`are strict, complete, and found with the resolution of ${name}`, () => {
			writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
			const options: ts.CompilerOptions = {
				module,
				moduleResolution,
				target: ts.ScriptTarget.ES2022,
				strict: true,
				exactOptionalPropertyTypes: true,
				noEmit: true,
				types: ["node"],
				ignoreDeprecations: "6.0",
			};
			const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([join(folder, "index.ts")], options));
			const said = diagnostics.map(
				({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
			);
			expect(said).to.deep.equal([]);
		});
	}

	it("compile with Pulumi's own TypeScript 3.8", () => {
		const brought: typeof ts = createRequire(import.meta.url)(
			"@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js",
		);
		expect(brought.version).to.equal("3.8.3");
		writeFileSync(join(folder, "index.ts"), 'export * from "pulumi-cognito-feedback";');
		const options: ts.CompilerOptions = {
			moduleResolution: brought.ModuleResolutionKind.Node10 ?? 2,
			types: [],
		};
		const read = brought.createProgram([join(folder, "index.ts")], options);
		const own = read
			.getSourceFiles()
			.filter(({ fileName }) => fileName.includes("/pulumi-cognito-feedback/"));
		const names = own.map(({ fileName }) => fileName.replace(/^.*\/dist\//, ""));
		expect(names).to.include.members([
			"index.d.ts",
			"authEventFeedback.d.ts",
			"authEventFeedbackSet.d.ts",
			"getAuthEvents.d.ts",
			"cognito/evidence.d.ts",
			"cognito/listEvents.d.ts",
		]);
		const mistakes = own.flatMap((file) => [...read.getSyntacticDiagnostics(file)]);
		expect(mistakes.map(({ file, messageText }) => `${file?.fileName}: ${messageText}`)).to.deep.equal([]);
	});
});

const program = `
import type { Output } from "@pulumi/pulumi";
import { AuthEventFeedback, AuthEventFeedbackSet, type Evidence, type FeedbackSetMember, getAuthEvents, getAuthEventsOutput } from "pulumi-cognito-feedback";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";

const one = new AuthEventFeedback("one", { userPoolId: "p", username: "u", eventId: "e", feedbackValue: "Valid" });
const event: Output<Evidence | undefined> = one.event;
// @ts-expect-error: neither of the two values
new AuthEventFeedback("other", { userPoolId: "p", username: "u", eventId: "e", feedbackValue: "valid" });
// @ts-expect-error: no event
new AuthEventFeedback("third", { userPoolId: "p", username: "u", feedbackValue: "Valid" });
const many = new AuthEventFeedbackSet("many", { userPoolId: "p", decisions: { e: { username: "u", feedbackValue: "Invalid" } } });
const members: Output<Record<string, FeedbackSetMember>> = many.decisions;
const listed: Promise<string[]> = getAuthEvents({ userPoolId: "p", username: "u" }).then((events) => events.map(({ eventId }) => eventId));
const emulator: string = (await0(startEmulator())).endpoint;
const file: string = readFeedbackFile("feedback.yaml").userPoolId;
export const all = [event, members, listed, emulator, file, getAuthEventsOutput];
declare function await0<T>(promise: Promise<T>): T;
`;
