import { stringify } from "yaml";
import { type Call, callOf } from "./exampleCall.ts";
import { inGo } from "./exampleInGo.ts";
import { inPython } from "./exampleInPython.ts";
import type { ExampleTypes } from "./exampleValues.ts";

/** What the examples are written with. */
interface Packages {
	readonly plugin: string;
	/** The package that `pulumi package add` makes for Node.js. */
	readonly node: string;
	/** The same for Python, and its module in Go. */
	readonly python: string;
	readonly go: string;
}

/** An example of a docstring, for those who use the package as a plugin. */
export function examplesSection(code: string, packages: Packages, types: ExampleTypes): string {
	const used = callOf(code);
	const typescript = used.isNew
		? code
		: // The function of a plugin gives an object.
			code.replace(/^const (\w+) = /, "const { $1 } = ");
	return [
		"{{% examples %}}",
		"{{% example %}}",
		// Inside, so that a language without an example has no heading either.
		"## Example Usage",
		"",
		fenced("typescript", `import { ${used.name} } from "${packages.node}";\n\n${typescript}`),
		"",
		fenced("python", inPython(used, packages.python, types)),
		"",
		fenced("go", inGo(used, packages.go, types)),
		"",
		fenced("yaml", stringify(inYaml(used, packages.plugin), { lineWidth: 0 }).trimEnd()),
		"",
		"{{% /example %}}",
		"{{% /examples %}}",
	].join("\n");
}

function fenced(language: string, code: string): string {
	return `\`\`\`${language}\n${code}\n\`\`\``;
}

function inYaml({ isNew, name, label, args }: Call, plugin: string): unknown {
	if (isNew) return { resources: { [label]: { type: `${plugin}:${name}`, properties: args } } };
	const call = { function: `${plugin}:${name}`, arguments: args, return: label };
	return { variables: { [label]: { "fn::invoke": call } } };
}
