import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

/** More than a decision with a note on each of ten thousand events takes. */
const mostBytes = 16 * 1024 * 1024;

/** The JSON that a request carries. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > mostBytes) throw new Refusal(413, "That is more than a page of decisions.");
		chunks.push(chunk);
	}
	try {
		return JSON.parse(Buffer.concat(chunks).toString("utf8"));
	} catch {
		throw new Refusal(400, "The request is not JSON.");
	}
}
