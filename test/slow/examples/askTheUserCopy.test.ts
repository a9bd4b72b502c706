import { execFile } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import ts from "typescript";
import { readText } from "../../support/manifest.ts";
import type { MockedResource } from "../../support/mockedProgram.ts";
import { blocksOf } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";

const example = "examples/ask-the-user";
const runner = join(repository, "test", "support", "mockedProgram.ts");

/** The program of README.md, and the custom domain. */
const [program = "", domain = ""] = blocksOf(`${example}/README.md`)
	.filter(({ language }) => language === "ts")
	.map(({ text }) => text);

/** Grants the output to the role that runs `pulumi up`, as a reader would. */
const deployer = `
import { Policy } from "@pulumi/aws/iam";
import { jsonStringify } from "@pulumi/pulumi";
new Policy("deployer", { policy: jsonStringify({ Version: "2012-10-17", Statement: keyGrants }) });
`;

/** The relevant options of `pulumi new typescript`, which differ from the example's. */
const compilerOptions = {
	strict: true,
	target: "es2020",
	module: "commonjs",
	moduleResolution: "node",
	ignoreDeprecations: "6.0",
	types: ["node"],
	noFallthroughCasesInSwitch: true,
	noImplicitReturns: true,
	skipLibCheck: true,
	// Pulumi does not need it; ts-node alone would derive it from the first file.
	rootDir: ".",
};

/** Matches the package of an import that remains when types are removed. */
const importedPackage =
	/^(?:import (?!type )|\} )(?:.* )?from "(?!node:)((?:@[\w-]+\/)?[\w-]+)(?:\/[\w./-]+)?";/gm;

describe("examples/ask-the-user, copied into a program", () => {
	let folder: string;
	let resources: readonly MockedResource[] = [];

	/** Runs a program next to the copy with Pulumi's mocks. */
	async function run(text: string): Promise<readonly MockedResource[]> {
		const file = join(folder, "index.ts");
		writeFileSync(file, text);
		const { stdout } = await promisify(execFile)(process.execPath, [runner, file, "{}"], { cwd: folder });
		return JSON.parse(stdout);
	}

	const withBaseUrl = (url: string) => program.replace("appOrigins:", `baseUrl: "${url}",\n\tappOrigins:`);

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-test-"));
		// The files that README.md names, and no others.
		const [row = ""] = /^\| .*the component `AskTheUser`.*$/m.exec(readText(`${example}/README.md`)) ?? [];
		const names = [...row.matchAll(/`([\w.]+\.ts|handlers\/)`/g)].map(([, name = ""]) => name);
		for (const name of names)
			cpSync(join(repository, example, name), join(folder, "ask-the-user", name), { recursive: true });
		symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
		writeFileSync(join(folder, "package.json"), '{ "name": "own", "main": "index.ts" }');
		writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
		resources = await run(withBaseUrl("https://ask.example.com/") + domain + deployer);
	});

	after(() => rmSync(folder, { recursive: true }));

	const ofType = (type: string) => resources.filter((resource) => resource.type === type);

	function inputs(type: string, name: string): Record<string, unknown> {
		const found = ofType(type).find((resource) => resource.name === name);
		if (!found) throw new Error(`No ${type} ${name} was registered`);
		return found.inputs;
	}

	function variables(name: string): Readonly<Record<string, string>> {
		const { environment } = inputs("aws:lambda/function:Function", name);
		return (environment as { variables: Record<string, string> }).variables;
	}

	it("imports only packages that README.md installs or a new program has", () => {
		const [install = ""] =
			/^npm install @pulumi\/aws(?:.*\\\n)*.*/m.exec(readText(`${example}/README.md`)) ?? [];
		const installed = new Set(install.split(/[\s\\]+/).slice(2));
		const imported = new Set<string>();
		for (const file of globSync("ask-the-user/**/*.ts", { cwd: folder, exclude: ["**/dist"] }))
			for (const [, name = ""] of readFileSync(join(folder, file), "utf8").matchAll(importedPackage))
				imported.add(name);
		imported.delete("@pulumi/pulumi");
		expect(imported).to.deep.equal(installed);
	});

	it("compiles with the types of a new program", () => {
		const file = join(folder, "checked.ts");
		writeFileSync(file, program + domain);
		const { options, errors } = ts.convertCompilerOptionsFromJson(compilerOptions, folder);
		const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], { ...options, noEmit: true }));
		const texts = [...errors, ...diagnostics].map(({ messageText }) =>
			ts.flattenDiagnosticMessageText(messageText, "\n"),
		);
		expect(texts).to.deep.equal([]);
	});

	it("adds a trigger to those of the pool", () => {
		expect(inputs("aws:cognito/userPool:UserPool", "users").lambdaConfig).to.deep.equal({
			preSignUp: "arn:aws:lambda:eu-central-1:123456789012:function:pre-sign-up",
			customEmailSender: { lambdaArn: "arn:of:ask-sender", lambdaVersion: "V1_0" },
			kmsKeyId: "arn:of:ask",
		});
	});

	it("lets pages of the application's origins post statements and nothing else", () => {
		expect(inputs("aws:apigatewayv2/api:Api", "ask").corsConfiguration).to.deep.equal({
			allowOrigins: ["https://app.example.com"],
			allowMethods: ["POST"],
			allowHeaders: ["authorization", "content-type"],
		});
	});

	it("names the permissions of the role that creates the pool: a grant for Cognito on the key of the codes", () => {
		const { policy } = inputs("aws:iam/policy:Policy", "deployer");
		expect(JSON.parse(String(policy)).Statement).to.deep.equal([
			{ Effect: "Allow", Action: ["kms:CreateGrant"], Resource: "arn:of:ask" },
		]);
	});

	it("accepts statements from all its app clients", () => {
		expect(variables("ask-statements")).to.include({ CLIENT_IDS: "web-id,mobile-id" });
	});

	it("keeps links and logs for the configured time", () => {
		expect(variables("ask-sender")).to.include({ LINK_LIFETIME_SECONDS: "172800" });
		const groups = ofType("aws:cloudwatch/logGroup:LogGroup");
		expect(new Set(groups.map(({ inputs }) => inputs.retentionInDays))).to.deep.equal(new Set([90]));
	});

	it("notifies the target of each alarm", () => {
		const alarms = ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
		expect(alarms.map(({ inputs }) => inputs.alarmActions)).to.deep.equal(Array(4).fill(["arn:of:on-call"]));
	});

	it("sends with a display name, and may send only from its address", () => {
		expect(variables("ask-sender")).to.include({ FROM: "Example <no-reply@example.com>" });
		const { policy } = inputs("aws:iam/rolePolicy:RolePolicy", "ask-sender");
		expect(JSON.parse(String(policy)).Statement.at(-1).Condition).to.deep.equal({
			StringEquals: { "ses:FromAddress": "no-reply@example.com" },
		});
		const risk = inputs("aws:cognito/riskConfiguration:RiskConfiguration", "risk");
		expect(risk.accountTakeoverRiskConfiguration).to.have.nested.include({
			"notifyConfiguration.from": "no-reply@example.com",
		});
	});

	it("sends links with the program's custom domain, which leads to the endpoint", () => {
		expect(variables("ask-sender")).to.include({ ENDPOINT_URL: "https://ask.example.com" });
		expect(inputs("aws:apigatewayv2/apiMapping:ApiMapping", "ask")).to.deep.equal({
			apiId: "ask-id",
			domainName: "ask-id",
			stage: "$default",
		});
	});

	for (const url of ["ask.example.com", "http://ask.example.com"])
		it(`fails in preview for a domain without an HTTPS address: "${url}"`, async () => {
			const failure = await run(withBaseUrl(url)).catch((error: Error) => error.message);
			expect(failure).to.include(`baseUrl "${url}" is not an HTTPS address`);
		});
});
