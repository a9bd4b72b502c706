import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../installPackage.ts";
import { documentationOf, examplesOf } from "./documentation.ts";
import { examplesSection } from "./examples.ts";
import { Sources } from "./sources.ts";
import type { FunctionSpec, ObjectSpec, PackageSpec, Properties, ResourceSpec } from "./spec.ts";
import { Types } from "./types.ts";

const plugin = "cognito-feedback";
/** What `pulumi package add` makes for Node.js; the dynamic provider's package has the name without `-sdk`. */
const node = "pulumi-cognito-feedback-sdk";
const python = "pulumi_cognito_feedback";
/** What it makes for Go; Pulumi names modules so that come from no server. */
const go = "example.com/pulumi-cognito-feedback/sdk/go/cognitofeedback";

/** Writes the schema to where the plugin reads it. */
export function writePluginSchema(): void {
	writeFileSync(
		join(root, "provider/dist/adapters/plugin/schema.json"),
		`${JSON.stringify(pluginSchema(), null, 2)}\n`,
	);
}

/**
 * The schema of the package as a plugin, made of the types and the documentation of the TypeScript package: every
 * language gets the same.
 *
 * Source: Pulumi docs, "Pulumi package schema".
 */
export function pluginSchema(): PackageSpec {
	const manifest = readFileSync(join(root, "provider/package.json"), "utf8");
	const { version, description, keywords, license, homepage } = JSON.parse(manifest);
	const parts = new Parts();
	const provider = parts.provider();
	return {
		name: plugin,
		displayName: "Amazon Cognito feedback",
		version,
		description,
		keywords: keywords.filter((word: string) => word !== "pulumi-dynamic-provider"),
		license,
		publisher: "pulumi-cognito-feedback",
		...(homepage && { pluginDownloadURL: archivesOf(homepage) }),
		meta: { supportPack: true },
		config: { variables: provider.inputProperties },
		provider,
		resources: {
			[`${plugin}:index:AuthEventFeedback`]: parts.single(),
			[`${plugin}:index:AuthEventFeedbackSet`]: parts.set(),
		},
		functions: { [`${plugin}:index:getAuthEvents`]: parts.getAuthEvents() },
		types: parts.types(),
		language: {
			nodejs: { packageName: node, respectSchemaVersion: true },
			python: {
				packageName: python,
				pyproject: { enabled: true },
				respectSchemaVersion: true,
			},
			go: { importBasePath: go, generateResourceContainerTypes: true, respectSchemaVersion: true },
			csharp: { namespaces: { [plugin]: "CognitoFeedback" }, respectSchemaVersion: true },
		},
	};
}

/**
 * Where Pulumi finds the plugin's archives: with the release of the repository whose page this is. The release names it,
 * so that the schema of a release has it, and the SDKs that are made of that.
 */
export function archivesOf(homepage: string): string {
	return `${homepage.replace(/#.*$/, "")}/releases/download/v\${VERSION}`;
}

/** The parts of the schema. */
class Parts {
	readonly #sources = new Sources();
	readonly #types = new Types(this.#sources, plugin);

	types(): PackageSpec["types"] {
		return this.#types.named();
	}

	provider(): ResourceSpec {
		const file = "adapters/configuration.ts";
		const { properties } = this.#object(
			file,
			"Configuration",
			(name) => !["connection", "problems", "words"].includes(name),
		);
		const settings = { ...this.#object("cognito/connection.ts", "Connection").properties, ...properties };
		return {
			description: this.#documentation(file, "Configuration"),
			properties: settings,
			required: [],
			inputProperties: settings,
			requiredInputs: [],
		};
	}

	single(): ResourceSpec {
		const file = "authEventFeedback.ts";
		const resource = this.#resource(file, "AuthEventFeedback");
		return {
			...resource,
			description: `${resource.description}\n\n${importSection}`,
			stateInputs: this.#object(file, "AuthEventFeedbackState"),
		};
	}

	set(): ResourceSpec {
		return this.#resource("authEventFeedbackSet.ts", "AuthEventFeedbackSet");
	}

	getAuthEvents(): FunctionSpec {
		const file = "getAuthEvents.ts";
		const description = "The events, newest first.";
		const inputs = this.#object(file, "GetAuthEventsArgs");
		const items = this.#types.reference("cognito/authEvent.ts", "AuthEvent");
		return {
			description: this.#withExamples(file, "getAuthEvents", inputs.properties),
			inputs,
			outputs: { properties: { events: { type: "array", items, description } }, required: ["events"] },
		};
	}

	#resource(file: string, name: string): ResourceSpec {
		const { properties, required } = this.#object(file, name);
		const inputs = this.#object(file, `${name}Args`);
		return {
			description: this.#withExamples(file, name, inputs.properties),
			properties: replacing(properties),
			required,
			inputProperties: replacing(inputs.properties),
			requiredInputs: inputs.required,
		};
	}

	#object(file: string, name: string, isWanted?: (name: string) => boolean): ObjectSpec {
		return this.#types.object(this.#sources.declaration(file, name), isWanted);
	}

	#documentation(file: string, name: string): string {
		return documentationOf(this.#sources.declaration(file, name), this.#sources.checker);
	}

	#withExamples(file: string, name: string, inputs: Properties): string {
		const [code = ""] = examplesOf(this.#sources.declaration(file, name));
		const types = { inputs, named: this.#types.named() };
		const section = examplesSection(code, { plugin, node, python, go }, types);
		return `${this.#documentation(file, name)}\n\n${section}`;
	}
}

/** What the dynamic resource cannot do. */
const importSection = `## Import

An answer that an administrator has given already is imported by its user pool, its event and its user:

\`\`\`sh
pulumi import ${plugin}:index:AuthEventFeedback berlin '<userPoolId>/<eventId>/<username>'
\`\`\``;

/** Marks what says which event a decision is about: changing that replaces the resource. */
function replacing(properties: Properties): Properties {
	// Compiled by now, and not yet when this file is loaded.
	const require = createRequire(import.meta.url);
	const { identityFields } = require(join(root, "provider/dist/lifecycle/decision.js"));
	return Object.fromEntries(
		Object.entries(properties).map(([name, property]) => [
			name,
			identityFields.includes(name)
				? { ...property, replaceOnChanges: true, willReplaceOnChanges: true }
				: property,
		]),
	);
}
