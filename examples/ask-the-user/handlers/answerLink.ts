import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Links } from "./links.ts";
import {
	badRequestPage,
	gonePage,
	methodPage,
	type Page,
	questionPage,
	thanksPage,
	tryAgainPage,
} from "./pages.ts";
import { type Answer, isAnswer, type Question } from "./question.ts";

export interface AnswerServices {
	readonly appName: string;
	/** The page where users change their password, for the page after "not me". */
	readonly accountUrl: string | undefined;
	readonly links: Pick<Links, "read" | "claim" | "release" | "close">;
	/** Passes an answer on to Cognito. */
	readonly submit: (question: Question, answer: Answer) => Promise<void>;
}

/** Permanent errors of Cognito: the token was used or has expired, or its event no longer exists. */
const final: readonly string[] = [
	"InvalidParameterException",
	"NotAuthorizedException",
	"ResourceNotFoundException",
	"UserNotFoundException",
];

/**
 * The endpoint behind the links, `/me/<id>` and `/not-me/<id>`. Mail scanners follow links: a GET only shows the question, and
 * the form's POST answers it.
 */
export function linkAnswerer(services: AnswerServices): (event: APIGatewayProxyEventV2) => Promise<Page> {
	return async (event) => {
		try {
			return await respond(event, services);
		} catch (error) {
			// The database failed. The page explains what to do, and the log contains only the kind of the failure.
			console.error(`A link failed: ${nameOf(error)}`);
			return tryAgainPage();
		}
	};
}

async function respond(event: APIGatewayProxyEventV2, services: AnswerServices): Promise<Page> {
	const { answer, id } = event.pathParameters ?? {};
	if (!isAnswer(answer) || id === undefined) return gonePage(services.accountUrl);
	switch (event.requestContext.http.method) {
		case "GET":
		case "HEAD": {
			const question = await services.links.read(id);
			return question
				? questionPage(services.appName, question.evidence, answer)
				: gonePage(services.accountUrl);
		}
		case "POST": {
			const confirmed = new URLSearchParams(bodyOf(event)).get("answer");
			return isAnswer(confirmed) ? confirm(id, confirmed, services) : badRequestPage();
		}
		default:
			return methodPage();
	}
}

async function confirm(
	id: string,
	answer: Answer,
	{ links, submit, accountUrl }: AnswerServices,
): Promise<Page> {
	const question = await links.claim(id);
	if (!question) return gonePage(accountUrl);
	const failure = await submit(question, answer).then(() => undefined, nameOf);
	if (failure !== undefined) {
		console.warn(`An answer was not taken: ${failure}`);
		if (!final.includes(failure)) {
			await links.release(id);
			return tryAgainPage();
		}
	}
	// A link that remains does no harm: Cognito accepts its token once.
	await links.close(id).catch((error) => console.warn(`A link was not closed: ${nameOf(error)}`));
	return failure === undefined ? thanksPage(answer, accountUrl) : gonePage(accountUrl);
}

function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : "unknown";
}

/** The form has one short field, so a longer body does not come from it. */
function bodyOf({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): string {
	if (body.length > 1000) return "";
	return isBase64Encoded ? Buffer.from(body, "base64").toString() : body;
}
