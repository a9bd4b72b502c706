import type { Command } from "commander";
import { type AccessOptions, accessOf, addAccessOptions } from "./access.ts";
import { field } from "./arguments.ts";

interface DoctorOptions extends AccessOptions {
	readonly userPoolId: string;
	readonly json?: boolean;
}

export function addDoctor(program: Command): void {
	const command = program
		.command("doctor")
		.description("check credentials, permissions, the user pool and this machine, without changing anything")
		.requiredOption("--user-pool-id <id>", "ID of the user pool", field("userPoolId"))
		.option("--json", "print the checks as JSON");
	addAccessOptions(command).action(doctor);
}

async function doctor(options: DoctorOptions): Promise<void> {
	// Loaded here, so that other commands start without it.
	const [{ Aws }, { examine }, { doctorJson, doctorReport }] = await Promise.all([
		import("../doctor/aws.ts"),
		import("../doctor/examine.ts"),
		import("./doctorReport.ts"),
	]);
	const { userPoolId, json } = options;
	const { connection, ...rates } = accessOf(options);
	const { env, versions } = process;
	const aws = new Aws(connection, userPoolId);
	const results = await examine({ aws, env, nodeVersion: versions.node, ...rates });
	process.stdout.write(json ? doctorJson(userPoolId, results) : doctorReport(results));
	if (results.some(({ status }) => status === "failed")) process.exitCode = 1;
}
