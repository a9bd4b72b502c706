import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { FeedbackFileError } from "pulumi-cognito-feedback/feedback-file";
import { HttpError, listen, loopbackHost, readBody } from "pulumi-cognito-feedback/internal/loopback";
import { toColumns } from "../columns.ts";
import type { EventsResponse, ProblemResponse, SavedResponse } from "../protocol.ts";
import { readAssets } from "./assets.ts";
import { Decisions, type DecisionsOptions } from "./decisions.ts";
import { authorize, type PageAccess } from "./guard.ts";
import { securityHeaders } from "./headers.ts";
import { toSaveRequest } from "./saveRequest.ts";

export interface PageOptions extends DecisionsOptions {
	/** Default: 0, any free one. */
	readonly port?: number;
	/** Called after each time the file was written. */
	readonly onSaved?: (saved: SavedResponse) => void;
}

/** A page that is served. */
export interface Page {
	/** The address, with the token that lets in. */
	readonly url: string;
	/** Ends all connections at once. */
	close(): Promise<void>;
}

/** A response before it is sent. */
interface PageResponse {
	readonly status: number;
	readonly type: string;
	readonly body: string | Buffer;
}

/** More than a decision with a note on each of ten thousand events takes, in bytes. */
const bodyLimit = 16 * 1024 * 1024;

/**
 * Serves the review page. It reads and writes only the decisions file, and makes no requests.
 *
 * @throws FeedbackFileError if the file is invalid, or an error if the port cannot be used
 */
export async function servePage(options: PageOptions): Promise<Page> {
	const { userPoolId, port = 0, onSaved } = options;
	const events = newestFirst(options.events);
	const decisions = new Decisions({ ...options, events });
	decisions.read();
	const assets = readAssets();
	const eventsResponse: EventsResponse = { userPoolId, events: toColumns(events) };
	const eventsBody = Buffer.from(JSON.stringify(eventsResponse));
	const token = randomBytes(24).toString("base64url");

	async function respond(request: IncomingMessage, access: PageAccess): Promise<PageResponse> {
		const path = authorize(request, access);
		if (request.method === "POST") {
			if (path !== "save") throw new HttpError(404, "Not found.");
			const result = decisions.save(toSaveRequest(await readJson(request)));
			if ("conflict" in result) return json(409, result.conflict);
			onSaved?.(result.saved);
			return json(200, result.saved);
		}
		if (path === "events") return { status: 200, type: "application/json", body: eventsBody };
		if (path === "decisions") return json(200, decisions.read());
		const asset = assets.get(path);
		if (asset === undefined) throw new HttpError(404, "Not found.");
		return { status: 200, ...asset };
	}

	const server = createServer((request, response) => {
		respond(request, { token })
			.catch(toErrorResponse)
			.then((pageResponse) => send(request, response, pageResponse));
	});
	const listening = await listen(server, port);
	return { url: `http://${loopbackHost}:${listening.port}/${token}/`, close: listening.close };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	const body = await readBody(request, bodyLimit);
	try {
		return JSON.parse(body);
	} catch {
		throw new HttpError(400, "The request body is not JSON.");
	}
}

function send(
	{ method }: IncomingMessage,
	response: ServerResponse,
	{ status, type, body }: PageResponse,
): void {
	response.writeHead(status, {
		...securityHeaders,
		"content-type": type,
		"content-length": Buffer.byteLength(body),
		// What is left of a body that was refused is not read.
		...(status >= 400 && { connection: "close" }),
	});
	response.end(method === "HEAD" ? undefined : body);
}

function json(status: number, value: object): PageResponse {
	return { status, type: "application/json", body: JSON.stringify(value) };
}

function toErrorResponse(error: unknown): PageResponse {
	const problem = error instanceof Error ? error.message : String(error);
	const status = error instanceof HttpError ? error.status : error instanceof FeedbackFileError ? 422 : 500;
	return json(status, { problem } satisfies ProblemResponse);
}

function newestFirst(events: DecisionsOptions["events"]): DecisionsOptions["events"] {
	// ISO 8601 in UTC sorts as text; events without a time come last.
	return events.toSorted(({ time: one = "" }, { time: other = "" }) =>
		one < other ? 1 : one > other ? -1 : 0,
	);
}
