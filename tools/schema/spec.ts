/** The parts of a Pulumi package schema that this package's has. Source: Pulumi docs, "Pulumi package schema". */
export interface PackageSpec {
	readonly name: string;
	readonly config: { readonly variables: Properties };
	readonly provider: ResourceSpec;
	readonly resources: Readonly<Record<string, ResourceSpec>>;
	readonly functions: Readonly<Record<string, FunctionSpec>>;
	readonly types: Readonly<Record<string, NamedSpec>>;
	readonly [more: string]: unknown;
}

export interface TypeSpec {
	readonly type?: string;
	readonly items?: TypeSpec;
	readonly additionalProperties?: TypeSpec;
	readonly $ref?: string;
}

export interface PropertySpec extends TypeSpec {
	readonly description: string;
	readonly replaceOnChanges?: boolean;
	readonly willReplaceOnChanges?: boolean;
}

export type Properties = Readonly<Record<string, PropertySpec>>;

export interface ObjectSpec {
	readonly description?: string;
	readonly type?: "object";
	readonly properties: Properties;
	readonly required: readonly string[];
}

export interface ResourceSpec extends ObjectSpec {
	readonly inputProperties: Properties;
	readonly requiredInputs: readonly string[];
	readonly stateInputs?: ObjectSpec;
}

export interface FunctionSpec {
	readonly description: string;
	readonly inputs: ObjectSpec;
	readonly outputs: ObjectSpec;
}

export interface EnumSpec {
	readonly description: string;
	readonly type: "string";
	readonly enum: readonly { readonly value: string; readonly description?: string }[];
}

/** A type that properties refer to by name. */
export type NamedSpec = ObjectSpec | EnumSpec;
