import { isUtf8 } from "node:buffer";

/** Why bytes are no UTF-8 text, and what to do; `undefined` where they are one. */
export function encodingProblem(bytes: Buffer): string | undefined {
	const mark = bytes.subarray(0, 2).toString("hex");
	// Between Latin letters, UTF-16 has zeros, which no text of ours may have.
	if (mark === "fffe" || mark === "feff" || bytes.includes(0))
		return "is UTF-16, not UTF-8; save the file as UTF-8";
	return isUtf8(bytes) ? undefined : "is not UTF-8; save the file as UTF-8";
}
