import { join } from "node:path";
import ts from "typescript";
import { root } from "../installPackage.ts";

type Declaration =
	| ts.InterfaceDeclaration
	| ts.ClassDeclaration
	| ts.FunctionDeclaration
	| ts.TypeAliasDeclaration;

/** The TypeScript sources of the package, as the compiler understands them. */
export class Sources {
	readonly #program: ts.Program;
	readonly checker: ts.TypeChecker;

	constructor() {
		const folder = join(root, "provider");
		const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
		const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
		const files = ["index.ts", "adapters/configuration.ts"].map((file) => join(folder, file));
		this.#program = ts.createProgram(files, { ...options, types: [] }, hostOf(options));
		this.checker = this.#program.getTypeChecker();
	}

	/** The declaration of a name in a file of the package. */
	declaration(file: string, name: string): Declaration {
		const source = this.#program.getSourceFile(join(root, "provider", file));
		// The last one: a function's overloads come before it.
		const found = source?.statements.filter(isDeclaration).findLast((each) => each.name?.text === name);
		if (!found) throw new Error(`provider/${file} declares no ${name}`);
		return found;
	}

	/** The declaration that a name refers to, imported or not. */
	declarationOf(name: ts.EntityName): ts.Declaration {
		const symbol = this.checker.getSymbolAtLocation(name);
		const isImported = symbol && symbol.flags & ts.SymbolFlags.Alias;
		const [declaration] = (isImported ? this.checker.getAliasedSymbol(symbol) : symbol)?.declarations ?? [];
		if (!declaration) throw new Error(`${name.getText()} is not declared`);
		return declaration;
	}

	/** The properties that a declared type has, inherited ones included, each with where it is declared. */
	properties(declaration: ts.Node): ts.PropertyDeclaration[] {
		const type = this.checker.getTypeAtLocation(declaration);
		return type.getProperties().flatMap((property) => property.declarations?.find(isProperty) ?? []);
	}
}

/** Leaves other packages out, whose thousands of types take seconds to read. */
function hostOf(options: ts.CompilerOptions): ts.CompilerHost {
	const host = ts.createCompilerHost(options);
	host.resolveModuleNameLiterals = (names, file, _redirected, given) =>
		names.map(({ text }) =>
			text.startsWith(".") ? ts.resolveModuleName(text, file, given, host) : { resolvedModule: undefined },
		);
	return host;
}

function isDeclaration(node: ts.Node): node is Declaration {
	return (
		ts.isInterfaceDeclaration(node) ||
		ts.isClassDeclaration(node) ||
		ts.isFunctionDeclaration(node) ||
		ts.isTypeAliasDeclaration(node)
	);
}

/** Of a class or an interface. */
function isProperty(node: ts.Node): node is ts.PropertyDeclaration {
	return ts.isPropertyDeclaration(node) || ts.isPropertySignature(node);
}
