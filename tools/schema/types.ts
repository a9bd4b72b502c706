import ts from "typescript";
import { documentationOf, hasTag } from "./documentation.ts";
import type { Sources } from "./sources.ts";
import type { EnumSpec, NamedSpec, ObjectSpec, PropertySpec, TypeSpec } from "./spec.ts";

/** Makes schema types of TypeScript types, and collects those that have a name. */
export class Types {
	readonly #sources: Sources;
	readonly #package: string;
	readonly #specs = new Map<string, NamedSpec>();

	constructor(sources: Sources, packageName: string) {
		this.#sources = sources;
		this.#package = packageName;
	}

	/** All that something referred to, by token. */
	named(): Record<string, NamedSpec> {
		return Object.fromEntries([...this.#specs].sort(([one], [other]) => (one < other ? -1 : 1)));
	}

	/** The properties of a declared type, which a program gives or gets. */
	object(declaration: ts.Node, wanted: (name: string) => boolean = () => true): ObjectSpec {
		const properties: Record<string, PropertySpec> = {};
		const required: string[] = [];
		for (const property of this.#sources.properties(declaration)) {
			const name = property.name.getText();
			if (!wanted(name) || !property.type) continue;
			properties[name] = {
				...(hasTag(property, "integer") ? { type: "integer" } : this.#typeOf(property.type)),
				description: documentationOf(property, this.#sources.checker),
			};
			if (!isOptional(property.type) && !property.questionToken) required.push(name);
		}
		return { properties, required };
	}

	/** A reference to a type of the package. */
	reference(file: string, name: string): TypeSpec {
		return this.#referTo(name, this.#sources.declaration(file, name));
	}

	#typeOf(given: ts.TypeNode): TypeSpec {
		const node = withoutUndefined(given);
		switch (node.kind) {
			case ts.SyntaxKind.StringKeyword:
				return { type: "string" };
			case ts.SyntaxKind.NumberKeyword:
				return { type: "number" };
			case ts.SyntaxKind.BooleanKeyword:
				return { type: "boolean" };
		}
		if (ts.isArrayTypeNode(node)) return { type: "array", items: this.#typeOf(node.elementType) };
		// `readonly string[]`
		if (ts.isTypeOperatorNode(node)) return this.#typeOf(node.type);
		if (ts.isTypeReferenceNode(node)) return this.#typeOfReference(node);
		throw new Error(`no schema type is known for ${node.getText()}`);
	}

	#typeOfReference(node: ts.TypeReferenceNode): TypeSpec {
		const [known] = eventual(node);
		if (known) return this.#typeOf(known);
		const [, valueType] = node.typeArguments ?? [];
		if (node.typeName.getText() === "Record" && valueType) {
			return { type: "object", additionalProperties: this.#typeOf(valueType) };
		}
		const declaration = this.#sources.declarationOf(node.typeName);
		return this.#referTo(node.typeName.getText(), declaration);
	}

	/** A reference to a type that has a name. The schema then has it. */
	#referTo(name: string, declaration: ts.Declaration): TypeSpec {
		const token = `${this.#package}:index:${name}`;
		if (!this.#specs.has(token)) {
			const { checker } = this.#sources;
			const description = documentationOf(declaration, checker);
			const type = checker.getTypeAtLocation(declaration);
			const spec = type.isUnion()
				? enumOf(type, description)
				: { description, type: "object" as const, ...this.object(declaration) };
			this.#specs.set(token, spec);
		}
		return { $ref: `#/types/${token}` };
	}
}

function enumOf(type: ts.UnionType, description: string): EnumSpec {
	const values = type.types.map((member) => {
		if (!member.isStringLiteral()) throw new Error("only texts are known as values to choose from");
		const said = new RegExp(`\`${member.value}\`: ([^\`]+?)[.;](?= |$)`).exec(description)?.[1];
		return {
			value: member.value,
			...(said && { description: `${said[0]?.toUpperCase()}${said.slice(1)}.` }),
		};
	});
	return { description, type: "string", enum: values };
}

/** Whether a value may be missing: `T | undefined`, or an output of that. */
function isOptional(node: ts.TypeNode): boolean {
	if (ts.isUnionTypeNode(node)) return node.types.some(isUndefined);
	const [known] = eventual(node);
	return known !== undefined && isOptional(known);
}

/** `T` of `T | undefined`. */
function withoutUndefined(node: ts.TypeNode): ts.TypeNode {
	const [type, ...others] = ts.isUnionTypeNode(node)
		? node.types.filter((each) => !isUndefined(each))
		: [node];
	if (!type || others.length > 0) throw new Error(`no schema type is known for ${node.getText()}`);
	return type;
}

function isUndefined({ kind }: ts.TypeNode): boolean {
	return kind === ts.SyntaxKind.UndefinedKeyword;
}

/** `T` of `Input<T>` or `Output<T>`: whether a value is known already is the business of each language. */
function eventual(node: ts.TypeNode): readonly ts.TypeNode[] {
	if (!ts.isTypeReferenceNode(node)) return [];
	return ["pulumi.Input", "pulumi.Output"].includes(node.typeName.getText())
		? (node.typeArguments ?? [])
		: [];
}
