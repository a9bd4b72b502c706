import type {
	ConflictResponse,
	DecisionsResponse,
	EventsResponse,
	ProblemResponse,
	SavedResponse,
	SaveRequest,
} from "../protocol.ts";

/** How a save ended. */
export type SaveResult =
	| { readonly outcome: "saved"; readonly response: SavedResponse }
	| { readonly outcome: "conflict"; readonly response: ConflictResponse };

/** A failure in words for the person at the page. */
export class Problem extends Error {}

/** All addresses are relative: the page's own has the token in it. */
export function loadEvents(): Promise<EventsResponse> {
	return ask<EventsResponse>("events");
}

export function loadDecisions(): Promise<DecisionsResponse> {
	return ask<DecisionsResponse>("decisions");
}

export async function save(request: SaveRequest): Promise<SaveResult> {
	const response = await reach("save", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(request),
	});
	if (response.status === 409) return { outcome: "conflict", response: await response.json() };
	return { outcome: "saved", response: await read<SavedResponse>(response) };
}

async function ask<T>(what: string): Promise<T> {
	return read<T>(await reach(what));
}

async function reach(what: string, init?: RequestInit): Promise<Response> {
	try {
		return await fetch(what, init);
	} catch {
		throw new Problem(
			"The server does not respond; it stops with the command that started it. Nothing was saved, but your decisions are still on this page: copy what you need before you close it.",
		);
	}
}

async function read<T>(response: Response): Promise<T> {
	const body = (await response.json()) as T | ProblemResponse;
	if (!response.ok) throw new Problem((body as ProblemResponse).problem);
	return body as T;
}
