import type { Call } from "./exampleCall.ts";
import { type ExampleTypes, ExampleValues } from "./exampleValues.ts";

export function inGo(call: Call, module: string, types: ExampleTypes): string {
	const name = module.split("/").at(-1) ?? module;
	const values = new ExampleValues(
		{
			unit: "\t",
			text: (value) => `pulumi.String(${JSON.stringify(value)})`,
			yes: () => "pulumi.Bool(true)",
			choice: (type, value) => `${name}.${type}${value}`,
			field: (field, value) => `${pascalCase(field)}: ${value}`,
			object: (type) => `${name}.${type}Args`,
			map: (type) => `${name}.${type}Map`,
		},
		types,
	);
	return [
		"package main\n",
		`import (\n\t"${module}"\n\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"\n)\n`,
		"func main() {",
		"\tpulumi.Run(func(ctx *pulumi.Context) error {",
		...body(call, name, values.arguments(call.args, "\t\t\t")),
		"\t})",
		"}",
	].join("\n");
}

function body({ isNew, name, label }: Call, module: string, args: string): string[] {
	const creation = `${module}.New${name}(ctx, ${JSON.stringify(label)}, &${module}.${name}Args{`;
	if (isNew) return [`\t\t_, err := ${creation}\n${args}\t\t})`, "\t\treturn err"];
	const call = `${module}.${pascalCase(name)}Output(ctx, ${module}.${pascalCase(name)}OutputArgs{`;
	return [
		`\t\tresult := ${call}\n${args}\t\t})`,
		`\t\tctx.Export(${JSON.stringify(label)}, result.${pascalCase(label)}())`,
		"\t\treturn nil",
	];
}

function pascalCase(name: string): string {
	return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
