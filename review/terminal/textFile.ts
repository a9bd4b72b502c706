import { readFileSync } from "node:fs";
import { encodingProblem } from "pulumi-cognito-feedback/internal/cognito";

/** Reads the text of a file that an option names; `-` is standard input. */
export function textOf(path: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path === "-" ? 0 : path);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new Error(`${path}: ${code === "ENOENT" ? "file not found" : `cannot be read: ${message}`}`);
	}
	const problem = encodingProblem(bytes);
	if (problem !== undefined) throw new Error(`${path}: ${problem}`);
	return bytes.toString().replace(/^\uFEFF/, "");
}
