import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../installPackage.ts";
import { Docstrings } from "./docstrings.ts";
import type { PackageSpec } from "./spec.ts";

/** Writes the schema to the path that the plugin reads. */
export function writePluginSchema(): void {
	const file = join(root, "provider/dist/adapters/plugin/schema.json");
	writeFileSync(file, `${JSON.stringify(pluginSchema(), null, 2)}\n`);
}

/** The schema of the plugin: `schema.yaml` with the docstrings for every language. */
export function pluginSchema(): PackageSpec {
	const manifest = readFileSync(join(root, "provider/package.json"), "utf8");
	const { version, description, keywords, license, homepage } = JSON.parse(manifest);
	const docstrings = new Docstrings();
	const schema: PackageSpec = parse(read("schema.yaml"));
	const { provider, resources, functions, types } = schema;

	const settings = ["Connection", "Configuration"];
	provider.inputProperties = docstrings.described(provider.inputProperties, undefined, settings);
	provider.properties = provider.inputProperties;
	provider.description = docstrings.of("Configuration");

	for (const [token, resource] of Object.entries(resources)) {
		const name = nameIn(token);
		resource.description = withExamples(docstrings.of(name), name);
		resource.properties = docstrings.described(resource.properties, resource.required, [name]);
		const { inputProperties, requiredInputs, stateInputs: state } = resource;
		resource.inputProperties = docstrings.described(inputProperties, requiredInputs, [`${name}Args`]);
		if (!state) continue;
		// Import, which the dynamic resource does not support.
		resource.description += `\n\n${read("examples/import.md")}`;
		state.properties = docstrings.described(state.properties, state.required, [`${name}State`]);
	}
	for (const [token, called] of Object.entries(functions)) {
		const name = nameIn(token);
		const { inputs } = called;
		called.description = withExamples(docstrings.of(name), name);
		const type = `${name[0]?.toUpperCase()}${name.slice(1)}Args`;
		inputs.properties = docstrings.described(inputs.properties, inputs.required, [type]);
	}
	for (const [token, type] of Object.entries(types)) {
		const name = nameIn(token);
		type.description = docstrings.of(name);
		if (type.properties) type.properties = docstrings.described(type.properties, type.required, [name]);
		if (type.enum) docstrings.compareValues(name, type.enum);
		for (const choice of type.enum ?? []) {
			// Matches, for example, "`Valid`: it was the user."
			const meaning = new RegExp(`\`${choice.value}\`: ([^\`]+?)[.;](?= |$)`).exec(type.description)?.[1];
			if (meaning) choice.description = `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.`;
		}
	}
	return {
		...schema,
		version,
		description,
		// The last two are for the Pulumi Registry: the cloud and the category of the package.
		keywords: [
			...keywords.filter((word: string) => word !== "pulumi-dynamic-provider"),
			"category/cloud",
			"kind/native",
		],
		license,
		...(homepage && linksOf(homepage, version)),
		config: { variables: provider.inputProperties },
	};
}

/**
 * The fields of the schema, and of SDKs generated from it, that depend on the repository's page: the page, the logo, and the
 * URL of the plugin's archives. A release sets the page.
 */
export function linksOf(homepage: string, version: string): Record<string, string> {
	const page = homepage.replace(/#.*$/, "");
	return {
		homepage,
		repository: page,
		logoUrl: `${page}/raw/v${version}/docs/logo.png`,
		pluginDownloadURL: `${page}/releases/download/v\${VERSION}`,
	};
}

function withExamples(documentation: string, name: string): string {
	// The heading is part of the section, because a language without an example needs no heading.
	const section = `{{% examples %}}\n{{% example %}}\n## Example Usage\n\n${read(`examples/${name}.md`)}\n\n{{% /example %}}\n{{% /examples %}}`;
	return `${documentation}\n\n${section}`;
}

function nameIn(token: string): string {
	return token.replace(/^.*:/, "");
}

function read(file: string): string {
	return readFileSync(join(import.meta.dirname, file), "utf8").trim();
}
