import { join } from "node:path";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Function as LambdaFunction, Runtime } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { buildSync } from "esbuild";

/** A permission of a function: actions on resources, with a condition. */
export interface Grant {
	readonly actions: string[];
	readonly resource: pulumi.Input<string>;
	readonly condition?: pulumi.Input<object>;
}

export interface LambdaArgs {
	/** The file in `handlers/entry`, without its extension. */
	readonly entry: string;
	readonly environment: Record<string, pulumi.Input<string>>;
	readonly grants: Grant[];
	readonly logRetentionInDays: number;
	readonly timeout: number;
}

/** A function with its own role, which may use its grants and write to its own log group. */
export class Lambda extends pulumi.ComponentResource {
	readonly function: LambdaFunction;
	readonly role: Role;

	constructor(name: string, args: LambdaArgs, opts?: pulumi.ComponentResourceOptions) {
		super("ask-the-user:index:Lambda", name, {}, opts);
		const parent = { parent: this };
		const log = new LogGroup(name, { retentionInDays: args.logRetentionInDays }, parent);
		this.role = new Role(
			name,
			{
				assumeRolePolicy: policyOf([
					{ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
				]),
			},
			parent,
		);
		grant(
			name,
			this.role,
			[
				{
					actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
					resource: pulumi.interpolate`${log.arn}:*`,
				},
				...args.grants,
			],
			parent,
		);
		this.function = new LambdaFunction(
			name,
			{
				runtime: Runtime.NodeJS24dX,
				architectures: ["arm64"],
				handler: "index.handler",
				code: new pulumi.asset.FileArchive(bundle(args.entry)),
				role: this.role.arn,
				memorySize: 512,
				timeout: args.timeout,
				environment: { variables: args.environment },
				loggingConfig: { logFormat: "JSON", logGroup: log.name },
			},
			parent,
		);
		this.registerOutputs();
	}
}

/** Grants permissions to a role. */
export function grant(
	name: string,
	role: Role,
	grants: Grant[],
	opts: pulumi.CustomResourceOptions,
): RolePolicy {
	const statements = grants.map(({ actions, resource, condition }) => ({
		Action: actions,
		Resource: resource,
		...(condition && { Condition: condition }),
	}));
	return new RolePolicy(name, { role: role.id, policy: policyOf(statements) }, opts);
}

function policyOf(statements: object[]): pulumi.Output<string> {
	return pulumi.jsonStringify({
		Version: "2012-10-17",
		Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
	});
}

/** Bundles a function with its imports into one file; returns the folder of the file. */
function bundle(entry: string): string {
	const folder = join(__dirname, "dist", entry);
	buildSync({
		entryPoints: [join(__dirname, "handlers", "entry", `${entry}.ts`)],
		outfile: join(folder, "index.js"),
		bundle: true,
		platform: "node",
		target: "node24",
		format: "cjs",
		minify: true,
		legalComments: "none",
	});
	return folder;
}
