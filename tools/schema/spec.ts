/** The parts of a Pulumi package schema that the build fills in. Source: Pulumi docs, "Pulumi package schema". */
export interface PackageSpec {
	readonly config: { readonly variables: Properties };
	readonly provider: ResourceSpec;
	readonly resources: Readonly<Record<string, ResourceSpec>>;
	readonly functions: Readonly<Record<string, Described & { readonly inputs: ObjectSpec }>>;
	readonly types: Readonly<Record<string, ObjectSpec & EnumSpec>>;
	readonly [more: string]: unknown;
}

interface Described {
	description?: string;
}

export interface PropertySpec extends Described {
	readonly type?: string;
	readonly items?: PropertySpec;
	readonly additionalProperties?: PropertySpec;
	readonly $ref?: string;
	readonly replaceOnChanges?: boolean;
	readonly willReplaceOnChanges?: boolean;
}

export type Properties = Record<string, PropertySpec>;

export interface ObjectSpec extends Described {
	properties: Properties;
	readonly required: readonly string[];
}

interface ResourceSpec extends ObjectSpec {
	inputProperties: Properties;
	readonly requiredInputs: readonly string[];
	readonly stateInputs?: ObjectSpec;
}

interface EnumSpec extends Described {
	readonly enum?: readonly (Described & { readonly value: string })[];
}
