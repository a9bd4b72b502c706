import { delimiter, join } from "node:path";
import { ensureLanguageHost } from "../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot, type WhyNot } from "../../tools/pulumi-cli/search.ts";
import { repository } from "./folder.ts";

type Environment = { readonly PATH: string };

let found: Promise<Environment | WhyNot> | undefined;

/**
 * Makes Pulumi find the plugin and the language host for YAML, which is built the first time. Returns the reason if that is not
 * possible. Both are searched for once in a process.
 *
 * If `Pulumi.yaml` named the plugin's folder, Pulumi would store its schema there, in a folder that all tests use.
 */
export function yamlEnvironment(): Promise<Environment | WhyNot> {
	found ??= find();
	return found;
}

async function find(): Promise<Environment | WhyNot> {
	const folders = await ensureLanguageHost("yaml", { say: (line) => console.error(line) });
	if (isWhyNot(folders)) return folders;
	const commands = join(repository, "node_modules", ".bin");
	return { PATH: [...folders, commands, process.env.PATH].join(delimiter) };
}
