import type {
	ConflictResponse,
	OpenResponse,
	Posts,
	ProblemResponse,
	SavedResponse,
	SessionRequest,
} from "../protocol.ts";

/** A failure, worded for the user of the page. */
export class Problem extends Error {}

export async function open(): Promise<OpenResponse> {
	return read(await reach("open"));
}

export async function ask<Path extends keyof Posts>(
	path: Path,
	request: Parameters<Posts[Path]>[0],
): Promise<ReturnType<Posts[Path]>> {
	return read(await reach(path, request));
}

export async function save(request: SessionRequest): Promise<SavedResponse | ConflictResponse> {
	const response = await reach("save", request);
	return response.status === 409 ? response.json() : read(response);
}

/** All addresses are relative, because the page's address contains the token. */
async function reach(path: string, request?: object): Promise<Response> {
	const headers = { "content-type": "application/json" };
	try {
		return await fetch(path, request && { method: "POST", headers, body: JSON.stringify(request) });
	} catch {
		throw new Problem(
			"The server does not respond; it stops with the command that started it. Unsaved changes are then lost.",
		);
	}
}

async function read<T>(response: Response): Promise<T> {
	const body = (await response.json()) as T | ProblemResponse;
	if (!response.ok) throw new Problem((body as ProblemResponse).problem);
	return body as T;
}
