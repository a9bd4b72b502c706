import { isUtf8 } from "node:buffer";

/** Why bytes are not UTF-8 text, and how to fix it; `undefined` if they are. */
export function encodingProblem(bytes: Buffer): string | undefined {
	const mark = bytes.subarray(0, 2).toString("hex");
	// UTF-16 has zero bytes between Latin letters; our files contain none.
	if (mark === "fffe" || mark === "feff" || bytes.includes(0))
		return "is UTF-16, not UTF-8; save the file as UTF-8";
	return isUtf8(bytes) ? undefined : "is not UTF-8; save the file as UTF-8";
}
