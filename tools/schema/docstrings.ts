import { join } from "node:path";
import ts from "typescript";
import { root } from "../installPackage.ts";
import type { Properties, PropertySpec } from "./spec.ts";

/** Fields of the configuration that are derived and no settings. */
const notInSchema = ["connection", "defaultRegion", "keys", "unusedSettings", "problems", "words"];

/** The docstrings of the TypeScript package, by the names that it exports. */
export class Docstrings {
	readonly #checker: ts.TypeChecker;
	readonly #exported = new Map<string, ts.Symbol>();

	constructor() {
		const folder = join(root, "provider");
		const program = readSources(folder);
		this.#checker = program.getTypeChecker();
		for (const file of program.getSourceFiles()) {
			const module = this.#checker.getSymbolAtLocation(file);
			for (const each of module ? this.#checker.getExportsOfModule(module) : [])
				this.#exported.set(each.name, each);
		}
	}

	/** The docstring of a symbol as Markdown for any language. */
	of(name: string): string {
		// The last declaration, because a function's overloads precede it.
		return this.#documentationOf(this.#symbol(name).declarations?.at(-1));
	}

	/**
	 * Adds docstrings to the properties. Throws if their names or types differ from those in TypeScript.
	 *
	 * @param required The required properties; if missing, they are not compared.
	 */
	described(
		properties: Properties,
		required: readonly string[] | undefined,
		types: readonly string[],
	): Properties {
		const described: Properties = {};
		for (const { name, declarations = [] } of types.flatMap((type) => this.#propertiesOf(type))) {
			const property = declarations.find(
				(each) => ts.isPropertyDeclaration(each) || ts.isPropertySignature(each),
			);
			if (!property || notInSchema.includes(name)) continue;
			const spec = properties[name];
			const text = property.type?.getText() ?? "";
			const isRequired = !property.questionToken && !text.includes("undefined");
			const isRight =
				spec &&
				text.includes(this.#typeName(spec)) &&
				(required?.includes(name) ?? isRequired) === isRequired;
			if (!isRight) throw new Error(`the schema differs from ${types.join(" and ")}: ${property.getText()}`);
			described[name] = { ...spec, description: this.#documentationOf(property) };
		}
		const unknown = Object.keys(properties).filter((name) => !(name in described));
		if (unknown.length > 0)
			throw new Error(`the schema has ${unknown.join()}, but ${types.join(" and ")} has not`);
		return described;
	}

	#propertiesOf(type: string): ts.Symbol[] {
		return this.#checker.getDeclaredTypeOfSymbol(this.#symbol(type)).getProperties();
	}

	/** Throws if the values differ from those of the TypeScript type. */
	compareValues(type: string, choices: readonly { readonly value: string }[]): void {
		const union = this.#checker.getDeclaredTypeOfSymbol(this.#symbol(type)) as ts.UnionType;
		const values = union.types.map((each) => (each as ts.StringLiteralType).value);
		if (values.join() !== choices.map(({ value }) => value).join())
			throw new Error(`the schema differs from ${type}: ${values.join()}`);
	}

	/** TypeScript's name or structure of a type. */
	#typeName({ items, additionalProperties, $ref, type = "" }: PropertySpec): string {
		const element = items ?? additionalProperties;
		if (element) return this.#typeName(element);
		if ($ref) return this.#symbol($ref.replace(/^.*:/, "")).name;
		return type === "integer" ? "number" : type;
	}

	#symbol(name: string): ts.Symbol {
		const symbol = this.#exported.get(name);
		if (!symbol) throw new Error(`the package exports no ${name}`);
		return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
	}

	/** Without tags, which concern only the TypeScript package, and without the line breaks of the source. */
	#documentationOf(node: ts.Node | undefined): string {
		const docstrings = node ? ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc) : [];
		const texts = docstrings.map(({ comment = "" }) =>
			typeof comment === "string" ? comment : this.#linked(comment),
		);
		const text = texts.join("\n\n").trim();
		if (text === "") throw new Error(`there is no documentation of ${node?.getText()}`);
		return text.replace(/(?<!\n)\n(?!\n| *- ) */g, " ");
	}

	/** A link becomes the value of a number, or a name. */
	#linked(parts: readonly ts.JSDocComment[]): string {
		const texts = parts.map((part) => {
			if (!("name" in part) || !part.name) return part.text;
			const type = this.#checker.getTypeAtLocation(part.name);
			return type.isNumberLiteral() ? String(type.value) : `\`${part.name.getText()}\``;
		});
		return texts.join("");
	}
}

/** Without other packages, whose thousands of types would take seconds to read. */
function readSources(folder: string): ts.Program {
	const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
	const host = ts.createCompilerHost(options);
	host.resolveModuleNameLiterals = (names, file) =>
		names.map(({ text }) =>
			text.startsWith(".") ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined },
		);
	// A union of values needs only the library's arrays; the whole library would take twice the time.
	return ts.createProgram([join(folder, "index.ts")], { ...options, lib: ["lib.es5.d.ts"], types: [] }, host);
}
