import type {
	ActRequest,
	ConflictResponse,
	DetailsRequest,
	DetailsResponse,
	GroupsRequest,
	GroupsResponse,
	LookUpResponse,
	OpenResponse,
	ProblemResponse,
	ReportRequest,
	ReportResponse,
	SavedResponse,
	SaveRequest,
	Update,
} from "../protocol.ts";

/** How a save ended. */
export type SaveResult =
	| { readonly outcome: "saved"; readonly response: SavedResponse }
	| { readonly outcome: "conflict"; readonly response: ConflictResponse };

/** A failure in words for the person at the page. */
export class Problem extends Error {}

/** All addresses are relative: the page's own has the token in it. */
export async function open(): Promise<OpenResponse> {
	return read<OpenResponse>(await reach("open"));
}

export function act(request: ActRequest): Promise<Update> {
	return ask("act", request);
}

export function loadGroups(request: GroupsRequest): Promise<GroupsResponse> {
	return ask("groups", request);
}

export function loadDetails(request: DetailsRequest): Promise<DetailsResponse> {
	return ask("details", request);
}

export function lookUp(request: DetailsRequest): Promise<LookUpResponse> {
	return ask("lookup", request);
}

export function makeReport(request: ReportRequest): Promise<ReportResponse> {
	return ask("report", request);
}

export async function save(request: SaveRequest): Promise<SaveResult> {
	const response = await post("save", request);
	if (response.status === 409) return { outcome: "conflict", response: await response.json() };
	return { outcome: "saved", response: await read<SavedResponse>(response) };
}

async function ask<T>(what: string, request: object): Promise<T> {
	return read<T>(await post(what, request));
}

function post(what: string, request: object): Promise<Response> {
	return reach(what, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(request),
	});
}

async function reach(what: string, init?: RequestInit): Promise<Response> {
	try {
		return await fetch(what, init);
	} catch {
		throw new Problem(
			"The server does not respond; it stops with the command that started it. What was not saved before is lost with it.",
		);
	}
}

async function read<T>(response: Response): Promise<T> {
	const body = (await response.json()) as T | ProblemResponse;
	if (!response.ok) throw new Problem((body as ProblemResponse).problem);
	return body as T;
}
