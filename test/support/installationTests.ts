import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import type { PulumiProject } from "../../workbench/project/project.ts";
import { cognito, feedbackIn, signIns, user } from "./cognitoContent.ts";
import { freshProject, type Kind } from "./freshProject.ts";
import { installNode } from "./installNode.ts";
import { readManifest } from "./manifest.ts";
import { packed } from "./packed.ts";

const newest = readManifest("provider").peerDependencies?.["@pulumi/pulumi"] ?? "";
const oldest = newest.replace("^", "");

/** Every value of each column and the pairs that are likely to matter, but not every combination. */
const kinds: readonly (Kind & { readonly node: 22 | 24 })[] = [
	kind("npm", "TypeScript 3.8", "CommonJS", "alone", 24, newest),
	kind("npm", "JavaScript", "CommonJS", "in a workspace", 22, oldest),
	kind("npm", "TypeScript 6", "ES modules", "alone", 22, newest),
	kind("pnpm", "TypeScript 5", "CommonJS", "alone", 24, oldest),
	kind("pnpm", "JavaScript", "ES modules", "in a workspace", 22, newest),
	kind("pnpm without hoisting", "JavaScript", "CommonJS", "alone", 24, newest),
	kind("Yarn 1", "TypeScript 3.8", "CommonJS", "in a workspace", 22, newest),
	kind("Yarn 1", "JavaScript", "ES modules", "alone", 24, oldest),
	kind("Yarn 4", "TypeScript 6", "ES modules", "in a workspace", 24, newest),
	kind("Yarn 4 with Plug'n'Play", "JavaScript", "CommonJS", "alone", 22, newest),
];

function kind(
	manager: Kind["manager"],
	language: Kind["language"],
	modules: Kind["modules"],
	place: "alone" | "in a workspace",
	node: 22 | 24,
	pulumi: string,
) {
	return { manager, language, modules, inWorkspace: place === "in a workspace", node, pulumi };
}

/** Installs the package with some package managers. Each has its own test file, so that they run in parallel. */
export function installationTests(...managers: readonly Kind["manager"][]): Mocha.Suite {
	return describe("The packed package, including its plugin,", () => tell(managers));
}

function tell(managers: readonly Kind["manager"][]): void {
	const files = packed("provider");
	let nodes: string;
	let node22: string;
	let emulator: Emulator;
	let project: PulumiProject | undefined;

	before(async () => {
		nodes = mkdtempSync(join(tmpdir(), "cognito-feedback-node-"));
		// 24 is the one that the tests run with.
		// The oldest one that `cognito-feedback` takes too.
		node22 = await installNode("22.12.0", nodes);
	});

	beforeEach(async () => {
		emulator = await startEmulator({ content: cognito(user("alice", ...signIns("e1", "e2", "e3"))) });
	});

	afterEach(async () => {
		project?.dispose();
		project = undefined;
		await emulator.close();
	});

	after(() => rmSync(nodes, { recursive: true, force: true }));

	function begin({ node, ...kind }: (typeof kinds)[number]): Promise<PulumiProject> {
		const folder = node === 22 ? node22 : join(process.execPath, "..");
		return freshProject({ ...kind, node: folder, provider: files.provider, endpoint: emulator.endpoint });
	}

	for (const each of kinds.filter(({ manager }) => managers.includes(manager))) {
		const { manager, language, modules, inWorkspace, node, pulumi } = each;
		const place = inWorkspace ? " in a workspace" : "";
		it(`works with ${manager}${place}, ${language}, ${modules}, Node.js ${node}, Pulumi ${pulumi}`, async () => {
			project = await begin(each);
			const { code, output } = await project.up();
			expect(code, output).to.equal(0);
			expect(feedbackIn(emulator.content())).to.deep.equal({ e1: "Valid", e2: "Invalid", e3: "Valid" });
			expect(await project.outputs()).to.deep.equal({ city: "Berlin", events: 3 });
			for (const step of ["preview", "refresh", "destroy"] as const) {
				if (step !== "destroy" && each !== kinds.find((other) => other.pulumi === pulumi)) continue;
				const { code, output } = await project[step]();
				expect(code, output).to.equal(0);
				expect(output).to.include(step === "destroy" ? "4 deleted" : "4 unchanged");
			}
		});
	}
}
