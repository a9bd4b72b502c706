import { globSync } from "node:fs";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { IAM } from "@aws-sdk/client-iam";
import { S3 } from "@aws-sdk/client-s3";
import { STS } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { readText } from "../../support/manifest.ts";
import { allowedBy } from "../../support/policy.ts";
import { documents } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";

/** The sources of both packages. */
const sources = globSync(["provider/**/*.ts", "review/**/*.ts"], {
	cwd: repository,
	exclude: ["**/dist", "**/node_modules"],
});

const operations = [...new Set([...allowedBy("review"), ...allowedBy("up")])].sort();

/** Operations of the sources of events. The action of `ListObjectsV2` has another name. */
const ofSources = ["ListObjectsV2", "GetObject", ...allowedBy("source-logs")];

/** Includes operations of `cognito-feedback doctor` and `report`; AWS permits the last one to everyone. */
const allOperations = [
	...new Set([
		...operations,
		...allowedBy("doctor"),
		...allowedBy("report"),
		...ofSources,
		"GetCallerIdentity",
	]),
].sort();

/** The AWS SDK's methods that call an operation, which they are named after. */
const methods = new Set(
	[CloudWatchLogs, CognitoIdentityProvider, IAM, S3, STS].flatMap(({ prototype }) => Object.keys(prototype)),
);

/** The operations that a source calls, by the SDK's commands or methods. */
function calledIn(text: string): string[] {
	const commands = [...text.matchAll(/new (?:\w+\.)?(\w+)Command\(/g)].map(([, operation = ""]) => operation);
	const called = [...text.matchAll(/\.(\w+)\(/g)].map(([, method = ""]) => method);
	const ofMethods = called.filter((method) => methods.has(method));
	return [...commands, ...ofMethods.map((method) => method.charAt(0).toUpperCase() + method.slice(1))];
}

/** A section of a document, without its heading. */
function section(path: string, heading: string): string {
	const [, after = ""] = readText(path).split(`\n## ${heading}\n`);
	return after.split("\n## ")[0] ?? "";
}

/** The first words in code in the rows of a text's tables. */
function firstColumn(text: string): string[] {
	return [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, code = ""]) => code);
}

describe("SECURITY.md", () => {
	it("names every operation that both packages call", () => {
		// The AWS SDK itself assumes roles.
		expect(firstColumn(section("SECURITY.md", "What is sent, and to whom")).sort()).to.deep.equal(
			[...allOperations, "AssumeRole"].sort(),
		);
		const sent = sources.flatMap((path) => calledIn(readText(path)));
		expect([...new Set(sent)].filter((name) => name !== "").sort()).to.deep.equal(allOperations);
		expect(
			sources.filter((path) => /@aws-sdk\/client-(?!cognito-identity-provider)/.test(readText(path))),
		).to.have.members([
			"provider/cognito/account.ts",
			"provider/cognito/clientMiddleware.ts",
			"review/doctor/aws.ts",
			"review/sources/logs.ts",
			"review/sources/s3.ts",
		]);
	});

	it("covers all code that writes files: the decisions file and the emulator, the event store, and the report", () => {
		const writes =
			/\b(?:writeFile|appendFile|createWriteStream|mkdir|mkdtemp|copyFile|rename|symlink)(?:Sync)?\(/;
		const rooms = sources.filter((path) => writes.test(readText(path))).map((path) => path.split("/")[1]);
		expect([...new Set(rooms)]).to.have.members(["files", "store", "sources", "terminal"]);
		const callers = sources.filter((path) => /\bwriteWholeFile\(/.test(readText(path))).sort();
		expect(callers).to.deep.equal([
			"provider/emulator/contentFile.ts",
			"provider/emulator/logs.ts",
			"provider/feedbackFile/save.ts",
			"provider/files/index.ts",
		]);
	});
});

describe("State", () => {
	const statesOf = (adapter: string) =>
		globSync(`contract/state/*/${adapter}/state.json`, { cwd: repository }).map(readText);

	it("contains no code of the plugin, and one line for a dynamic resource", () => {
		expect(statesOf("plugin")).not.to.be.empty;
		for (const state of statesOf("plugin")) expect(state).not.to.include("__provider");
		for (const state of statesOf("dynamic")) expect(state).to.include("__provider");
	});
});

describe("docs/configuration.md", () => {
	it("lists the permissions that the policies grant", () => {
		const actions = firstColumn(section("docs/configuration.md", "Permissions")).filter((code) =>
			code.includes(":"),
		);
		const names = actions.filter((code) => code.startsWith("cognito-idp:")).map((code) => code.slice(12));
		expect(names.sort()).to.deep.equal(operations);
	});
});

describe("docs/installation-configuration.md", () => {
	it("has the settings and defaults of docs/configuration.md, which the Pulumi Registry does not show", () => {
		const defaultsOf = (text: string, key: RegExp) =>
			Object.fromEntries(
				text.split("\n").flatMap((line) => {
					const [, name] = key.exec(line) ?? [];
					return name === undefined ? [] : [[name, line.split(" | ").at(-1)]];
				}),
			);
		const settings = defaultsOf(section("docs/configuration.md", "Settings"), /^\| `cognito-feedback:(\w+)`/);
		expect(settings).not.to.be.empty;
		expect(
			defaultsOf(section("docs/installation-configuration.md", "Configuration"), /^\| `(\w+)`/),
		).to.deep.include(settings);
	});
});

describe("README.md", () => {
	it("states on the first screen that nothing is released, until the first release", () => {
		const isReleased = /^## \[\d/m.test(readText("CHANGELOG.md"));
		const firstScreen = readText("README.md").split("\n").slice(0, 10).join("\n");
		expect(firstScreen.includes("not released yet")).to.equal(!isReleased);
		// With the first release, the text that replaced it until then must be removed.
		if (isReleased)
			for (const document of documents) expect(readText(document)).not.to.match(/until the first release/i);
	});
});

describe("examples/ci", () => {
	it("contains no absolute promises", () => {
		expect(readText("examples/ci/README.md")).not.to.match(/\bnever\b/);
	});
});
