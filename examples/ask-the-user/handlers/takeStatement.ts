import type { AuthEventType } from "@aws-sdk/client-cognito-identity-provider";
import { FetchError, JwtBaseError } from "aws-jwt-verify/error";
import type { CognitoAccessTokenPayload } from "aws-jwt-verify/jwt-model";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Quota, Statements } from "./statements.ts";

export interface StatementServices {
	/** Verifies an access token: signature, issuer, client, expiry and `token_use`. */
	readonly verify: (token: string) => Promise<CognitoAccessTokenPayload>;
	/** The latest events of a user, identified by the `sub`. */
	readonly eventsOf: (sub: string) => AsyncIterable<AuthEventType>;
	readonly statements: Pick<Statements, "put">;
	readonly quota: Pick<Quota, "take">;
	readonly now?: () => Date;
}

type Response = APIGatewayProxyStructuredResultV2;

/** Ends a request that is rejected. */
class Refusal extends Error {
	readonly response: Response;

	constructor(statusCode: number, message: string, more: Record<string, string> = {}) {
		super(message);
		const headers = { "content-type": "application/json", "cache-control": "no-store", ...more };
		this.response = { statusCode, headers, body: JSON.stringify({ message }) };
	}
}

/**
 * The maximum time from an event to the token of the session that it began: the user may need time for a second factor, for
 * which an app client allows at most 15 minutes (`AuthSessionValidity`). The token has whole seconds and another server's
 * clock, so its time may also be slightly earlier.
 */
const signInMs = 16 * 60 * 1000;
const skewMs = 60 * 1000;

/**
 * Accepts a user's statement about one of the user's events, `POST /statements` with `{ eventId, wasMe }` and the user's access token. It
 * needs no email, so it also works for pools in audit-only mode.
 */
export function statementTaker(
	services: StatementServices,
): (event: APIGatewayProxyEventV2) => Promise<Response> {
	return async (event) => {
		try {
			await take(event, services);
			return { statusCode: 204, headers: { "cache-control": "no-store" } };
		} catch (error) {
			if (error instanceof Refusal) return error.response;
			throw error;
		}
	};
}

async function take(event: APIGatewayProxyEventV2, services: StatementServices): Promise<void> {
	const claims = await verified(event.headers.authorization, services);
	const said = statementIn(event);
	if (!said) throw new Refusal(400, "Send JSON with an `eventId` and `wasMe`, true or false.");

	const now = services.now?.() ?? new Date();
	const session = sessionOf(claims);
	if (!(await services.quota.take(session, now))) {
		throw new Refusal(429, "Too many statements. Try again in an hour.", { "retry-after": "3600" });
	}
	const found = await eventOf(claims.sub, said.eventId, services);
	if (!found) throw new Refusal(404, "You have no such event.");
	await services.statements.put({
		...said,
		at: now.toISOString(),
		sameSession: isSameSession(claims, found),
		sub: claims.sub,
		session,
	});
}

async function verified(
	authorization: string | undefined,
	{ verify }: StatementServices,
): Promise<CognitoAccessTokenPayload> {
	const [, token] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? "") ?? [];
	const refusal = new Refusal(401, "Send a valid access token.", { "www-authenticate": "Bearer" });
	if (token === undefined) throw refusal;
	try {
		return await verify(token);
	} catch (error) {
		// The public keys could not be fetched, which does not mean that the token is invalid.
		if (error instanceof FetchError) throw new Refusal(503, "Try again later.", { "retry-after": "60" });
		throw error instanceof JwtBaseError ? refusal : error;
	}
}

function statementIn(event: APIGatewayProxyEventV2): { eventId: string; wasMe: boolean } | undefined {
	const { body = "", isBase64Encoded } = event;
	if (body.length > 1000) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(isBase64Encoded ? Buffer.from(body, "base64").toString() : body);
	} catch {
		return undefined;
	}
	if (typeof value !== "object" || value === null || !("eventId" in value && "wasMe" in value)) {
		return undefined;
	}
	const { eventId, wasMe } = value;
	const isRight = typeof eventId === "string" && /^[\w+-]{1,50}$/.test(eventId) && typeof wasMe === "boolean";
	return isRight ? { eventId, wasMe } : undefined;
}

async function eventOf(
	sub: string,
	id: string,
	{ eventsOf }: StatementServices,
): Promise<AuthEventType | undefined> {
	try {
		for await (const event of eventsOf(sub)) if (event.EventId === id) return event;
		return undefined;
	} catch (error) {
		const name = error instanceof Error ? error.name : "";
		// The user was deleted meanwhile, or the token belongs to an application without a user.
		if (name === "UserNotFoundException") return undefined;
		// Other applications share the account's quota.
		if (name === "TooManyRequestsException")
			throw new Refusal(503, "Try again later.", { "retry-after": "60" });
		throw error;
	}
}

/**
 * Whether a token may belong to the session that began with an event. A token names the event that it came from. If a refreshed
 * token names none or another one, the time of its sign-in decides; if that is unclear, the session counts as the same.
 */
function isSameSession({ event_id, auth_time }: CognitoAccessTokenPayload, event: AuthEventType): boolean {
	if (typeof event_id !== "string" || event_id === event.EventId) return true;
	const elapsed = auth_time * 1000 - (event.CreationDate?.getTime() ?? Number.NaN);
	return !(elapsed < -skewMs || elapsed > signInMs);
}

/** The sign-in that a token comes from, the same after a refresh. */
function sessionOf({ origin_jti, event_id, jti }: CognitoAccessTokenPayload): string {
	return String(origin_jti ?? event_id ?? jti);
}
