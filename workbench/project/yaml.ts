import { delimiter, join } from "node:path";
import { ensureLanguageHost } from "../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot, type WhyNot } from "../../tools/pulumi-cli/search.ts";
import { repository } from "./folder.ts";

type Environment = { readonly PATH: string };

let found: Promise<Environment | WhyNot> | undefined;

/**
 * Has Pulumi find what runs YAML, which is built the first time, and the plugin. Or why it is not available. That is looked
 * for once in a process.
 *
 * With the plugin's folder in `Pulumi.yaml`, Pulumi would keep its schema there, in what all tests use.
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
