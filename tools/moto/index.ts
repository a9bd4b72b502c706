import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inCache } from "../pulumi-cli/cache.ts";
import { failureMessage, machine, type PulumiCliOptions, searchOf } from "../pulumi-cli/search.ts";

const requirements = join(import.meta.dirname, "requirements.txt");

/**
 * Installs moto, an independent server that mocks many AWS services, in the cache folder, once.
 *
 * @returns The program that starts its server.
 * @throws Error if it cannot be installed, with the reason
 */
export async function ensureMoto(options: PulumiCliOptions = {}): Promise<string> {
	const search = searchOf(options);
	const folder = `moto-${hash("sha256", readFileSync(requirements)).slice(0, 12)}-${machine}`;
	const python = join(search.cache, folder, "venv/bin/python3");
	const server = join(search.cache, folder, "venv/bin/moto_server");
	const isThere = () => existsSync(server);
	if (isThere()) return server;
	await inCache(search, async () => {
		if (isThere()) return;
		search.say("Installing moto, which takes a minute or two.");
		try {
			// A virtual environment contains its own path, so it cannot be moved and is created in place.
			await search.run("python3", ["-m", "venv", "--clear", join(search.cache, folder, "venv")]);
			await search.run(python, ["-m", "pip", "install", "--quiet", "--requirement", requirements]);
		} catch (error) {
			throw new Error(
				`moto could not be installed: ${failureMessage(error)}\nInstall Python 3 with its modules venv and pip.`,
			);
		}
	});
	return server;
}
