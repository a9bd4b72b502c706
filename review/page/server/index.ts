import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { FeedbackFileError } from "pulumi-cognito-feedback/feedback-file";
import { HttpError, listen, loopbackHost, readBody } from "pulumi-cognito-feedback/internal/loopback";
import type { Posts, ProblemResponse, SavedResponse } from "../protocol.ts";
import { authorize, reportHeaders, securityHeaders } from "./guard.ts";
import { maxBytes } from "./limits.ts";
import { Pages, type PagesOptions } from "./pages.ts";

export interface PageOptions extends PagesOptions {
	/** Default: 0, which selects a free port. */
	readonly port?: number;
	/** Called each time the file was saved. */
	readonly onSaved?: (saved: SavedResponse) => void;
}

export interface Page {
	/** The address, including the token. */
	readonly url: string;
	/** Closes all connections at once. */
	close(): Promise<void>;
}

const html = "text/html; charset=utf-8";

/** The files of the built page, with their types. */
const assetTypes = {
	"index.html": html,
	"app.js": "text/javascript; charset=utf-8",
	"app.css": "text/css; charset=utf-8",
	"icon.svg": "image/svg+xml",
} as const;

/** A response to be sent. */
interface PageResponse {
	readonly status: number;
	readonly type: string;
	readonly body: string | Buffer;
	/** Default: {@link securityHeaders}. */
	readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Serves the review page. It writes only the decisions file.
 *
 * @throws FeedbackFileError if the file is invalid, or an error if it cannot listen on the port
 */
export async function servePage(options: PageOptions): Promise<Page> {
	const { port = 0, onSaved } = options;
	const pages = await Pages.create(options);
	// All files are read at the start, so no path in a request reaches the disk.
	const assets = new Map(
		Object.entries(assetTypes).map(([name, type]) => {
			const body = readFileSync(new URL(`../app/${name}`, import.meta.url));
			return [name === "index.html" ? "" : name, { type, body }];
		}),
	);
	const token = randomBytes(24).toString("base64url");

	async function respond(request: IncomingMessage): Promise<PageResponse> {
		const path = authorize(request, token);
		if (request.method === "POST") return post(path, await readJson(request));
		if (path === "open") return json(200, await pages.open());
		const [folder, session = ""] = path.split("/");
		if (folder === "report")
			return { status: 200, type: html, body: pages.report(session), headers: reportHeaders };
		const asset = assets.get(path);
		if (asset === undefined) throw new HttpError(404, "Not found.");
		return { status: 200, ...asset };
	}

	const posts: { readonly [Path in keyof Posts]: (body: unknown) => Promise<ReturnType<Posts[Path]>> } = {
		act: (body) => pages.act(body),
		groups: (body) => pages.groups(body),
		details: (body) => pages.details(body),
		lookup: (body) => pages.lookUp(body),
		report: (body) => pages.makeReport(body),
	};

	async function post(path: string, body: unknown): Promise<PageResponse> {
		if (Object.hasOwn(posts, path)) return json(200, await posts[path as keyof Posts](body));
		if (path !== "save") throw new HttpError(404, "Not found.");
		const result = await pages.save(body);
		if ("conflict" in result) return json(409, result.conflict);
		onSaved?.(result.saved);
		return json(200, result.saved);
	}

	const server = createServer((request, response) => {
		respond(request)
			.catch(toErrorResponse)
			.then((pageResponse) => send(request, response, pageResponse));
	});
	const listening = await listen(server, port);
	return { url: `http://${loopbackHost}:${listening.port}/${token}/`, close: listening.close };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	const body = await readBody(request, maxBytes);
	try {
		return JSON.parse(body);
	} catch {
		throw new HttpError(400, "The request body is not JSON.");
	}
}

function send(
	{ method }: IncomingMessage,
	response: ServerResponse,
	{ status, type, body, headers = securityHeaders }: PageResponse,
): void {
	response.writeHead(status, {
		...headers,
		"content-type": type,
		"content-length": Buffer.byteLength(body),
		// The rest of a rejected body is not read.
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
