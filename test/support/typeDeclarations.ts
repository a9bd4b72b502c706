import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repository } from "./script.ts";

export interface Field {
	readonly name: string;
	readonly description: string;
}

/** The types of the provider's installed package. */
export class TypeDeclarations {
	readonly #checker: ts.TypeChecker;
	readonly #exports: ReadonlyMap<string, ts.Symbol>;

	/** @param entryPoints Files of `dist` without their extension. */
	constructor(...entryPoints: readonly string[]) {
		const folder = join(repository, "node_modules/pulumi-cognito-feedback/dist");
		const files = entryPoints.map((name) => join(folder, `${name}.d.ts`));
		const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
			.filter((name) => name.endsWith(".d.ts"))
			.map((name) => join(folder, name));
		// Arguments inherit nothing from other packages, whose imports would be five times as many files.
		const options = { module: ts.ModuleKind.Node20, noLib: true, noResolve: true, types: [] };
		const program = ts.createProgram(all, options);
		const checker = program.getTypeChecker();
		const exported = files.flatMap((file) => {
			const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
			return module ? checker.getExportsOfModule(module) : [];
		});
		this.#checker = checker;
		this.#exports = new Map(exported.map((symbol) => [symbol.name, symbol]));
	}

	/** The fields of a type that the package exports. */
	fieldsOf(type: string): Field[] {
		const symbol = this.#exports.get(type);
		if (!symbol) throw new Error(`The package exports no ${type}`);
		const real = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
		const properties = this.#checker.getDeclaredTypeOfSymbol(real).getProperties();
		return properties.map((property) => ({
			name: property.name,
			description: ts.displayPartsToString(property.getDocumentationComment(this.#checker)),
		}));
	}
}
