import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

const programs = ["initdb", "postgres"];

/** The folder of PostgreSQL's programs; `undefined` where it is not installed. */
export function postgresPrograms(): string | undefined {
	return [...(process.env.PATH ?? "").split(delimiter), ...debianFolders()].find((folder) =>
		programs.every((name) => existsSync(join(folder, name))),
	);
}

/** Debian installs them in a folder for each version and not on PATH. */
function debianFolders(): string[] {
	const root = "/usr/lib/postgresql";
	if (!existsSync(root)) return [];
	const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one));
	return versions.map((version) => join(root, version, "bin"));
}

/** A PostgreSQL server with its data in a temporary folder, listening only on a socket there. */
export class Postgres {
	readonly #folder = mkdtempSync(join(tmpdir(), "cognito-feedback-postgres-"));
	readonly #programs: string;
	readonly #user = systemUser();
	#server: ChildProcess | undefined;

	private constructor(folder: string) {
		this.#programs = folder;
	}

	static async start(folder: string): Promise<Postgres> {
		const postgres = new Postgres(folder);
		try {
			await postgres.#begin();
		} catch (error) {
			await postgres.stop();
			throw error;
		}
		return postgres;
	}

	/** The URL of its database, for the Pulumi CLI. */
	get url(): string {
		return `postgres:///postgres?host=${encodeURIComponent(this.#folder)}&user=pulumi&sslmode=disable`;
	}

	async stop(): Promise<void> {
		const server = this.#server;
		if (server && server.exitCode === null && server.signalCode === null) {
			const ended = once(server, "exit");
			// Also ends its sessions.
			server.kill("SIGINT");
			await ended;
		}
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #begin(): Promise<void> {
		const data = join(this.#folder, "data");
		if (this.#user) chownSync(this.#folder, this.#user.uid, this.#user.gid);
		const options = { cwd: this.#folder, ...this.#user };
		execFileSync(
			join(this.#programs, "initdb"),
			[
				"--pgdata",
				data,
				"--username",
				"pulumi",
				"--auth",
				"trust",
				"--no-locale",
				"--encoding",
				"UTF8",
				"--no-sync",
			],
			{ ...options, stdio: "pipe" },
		);
		const server = spawn(
			join(this.#programs, "postgres"),
			["-D", data, "-k", this.#folder, "-c", "listen_addresses=", "-c", "fsync=off"],
			{ ...options, stdio: ["ignore", "ignore", "pipe"] },
		);
		this.#server = server;
		const said: string[] = [];
		const lines = createInterface(server.stderr);
		const ready = new Promise<void>((resolve, reject) => {
			lines.on("line", (line) => {
				said.push(line);
				if (line.includes("ready to accept connections")) resolve();
			});
			lines.once("close", () => reject(new Error(`PostgreSQL did not start:\n${said.join("\n")}`)));
			server.once("error", reject);
		});
		await ready;
	}
}

/** PostgreSQL refuses to run as root: use `postgres` if it exists, or else `nobody`. */
function systemUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ["postgres", "nobody"]) {
		const [uid, gid] = ["-u", "-g"].map((flag) => idOf(flag, name));
		if (uid !== undefined && gid !== undefined) return { uid, gid };
	}
	throw new Error("PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`.");
}

function idOf(flag: string, name: string): number | undefined {
	try {
		return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
	} catch {
		return undefined;
	}
}
