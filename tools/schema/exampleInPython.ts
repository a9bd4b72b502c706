import type { Call } from "./exampleCall.ts";
import { type ExampleTypes, ExampleValues } from "./exampleValues.ts";

const alias = "cognito_feedback";

export function inPython({ isNew, name, label, args }: Call, module: string, types: ExampleTypes): string {
	const values = new ExampleValues(
		{
			unit: "    ",
			text: (value) => JSON.stringify(value),
			yes: () => "True",
			choice: (type, value) => `${alias}.${type}.${value.toUpperCase()}`,
			field: (field, value) => `"${snakeCase(field)}": ${value}`,
			object: () => "",
			map: () => "",
		},
		types,
	);
	const given = values.arguments(args, "    ", (field, value) => `${snakeCase(field)}=${value}`);
	const call = isNew
		? `${alias}.${name}(\n    ${JSON.stringify(label)},\n${given})`
		: `${label} = ${alias}.${snakeCase(name)}(\n${given}).${label}`;
	return `import ${module} as ${alias}\n\n${call}`;
}

function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
