import { join } from "node:path";
import ts from "typescript";
import { repository } from "./script.ts";

/** TypeScript as editors ask it, with the package as it is installed. */
export class Editor {
	readonly #head: string;
	readonly #file = join(repository, "hovers.ts");
	readonly #service: ts.LanguageService;
	#text: string;
	#version = 0;

	/** @param head What every program begins with: its imports. */
	constructor(head: string) {
		this.#head = head;
		this.#text = head;
		const options: ts.CompilerOptions = {
			strict: true,
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.Node20,
			skipLibCheck: true,
			types: ["node"],
		};
		this.#service = ts.createLanguageService({
			getCompilationSettings: () => options,
			getCurrentDirectory: () => repository,
			getDefaultLibFileName: ts.getDefaultLibFilePath,
			getScriptFileNames: () => [this.#file],
			getScriptVersion: (file) => (file === this.#file ? String(this.#version) : ""),
			getScriptSnapshot: (file) => {
				const text = file === this.#file ? this.#text : ts.sys.readFile(file);
				return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
			},
			fileExists: (file) => file === this.#file || ts.sys.fileExists(file),
			readFile: ts.sys.readFile,
			directoryExists: ts.sys.directoryExists,
			getDirectories: ts.sys.getDirectories,
		});
	}

	/** The fields of a type that a program imports. */
	fieldsOf(type: string): { readonly name: string; readonly optional: boolean }[] {
		const program = this.#service.getProgram();
		const file = program?.getSourceFile(this.#file);
		if (!program || !file) throw new Error("The program cannot be read");
		const checker = program.getTypeChecker();
		const symbol = file.statements
			.filter(ts.isImportDeclaration)
			.flatMap((statement) => {
				const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
				return module ? checker.getExportsOfModule(module) : [];
			})
			.find(({ name }) => name === type);
		if (!symbol) throw new Error(`The package exports no ${type}`);
		const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
		return checker
			.getDeclaredTypeOfSymbol(real)
			.getProperties()
			.map(({ name, flags }) => ({ name, optional: (flags & ts.SymbolFlags.Optional) !== 0 }));
	}

	/**
	 * What is shown where the pointer rests on a name of each of these fields, by name.
	 *
	 * @param place A line with `FIELDS` where a program writes them.
	 */
	hovers(place: string, fields: readonly string[]): Record<string, string> {
		const written = fields.map((name) => ` ${name}: undefined as never`).join(",");
		this.#text = `${this.#head}${place.replace("FIELDS", written)};\n`;
		this.#version += 1;
		const texts = fields.map((name) => {
			const at = this.#text.lastIndexOf(` ${name}: undefined`) + 1;
			const info = this.#service.getQuickInfoAtPosition(this.#file, at);
			return [name, ts.displayPartsToString(info?.documentation)];
		});
		return Object.fromEntries(texts);
	}
}
