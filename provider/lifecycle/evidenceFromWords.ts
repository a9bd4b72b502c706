import type { Feedback } from "../cognito/authEvent";
import { defined } from "../cognito/defined";
import type { Evidence } from "./evidence";
import { beforeOrigin } from "./evidenceInWords";

/** What is known of the event of every decision, also of one in a set, whose evidence is kept in words. */
export interface KeptEvidence {
	/** What the user tried: `SignIn`, `SignUp`, `ForgotPassword`, `PasswordChange`, `ResendCode`, … */
	readonly type?: string;
	/** When it happened, as ISO 8601 in UTC; of a decision in a set to the minute. */
	readonly time?: string;
	/** How high threat protection rated the risk: `Low`, `Medium`, `High`, … Missing where it saw none. */
	readonly riskLevel?: string;
	/** Whether the password was found among leaked ones. */
	readonly compromisedCredentials: boolean;
	/** What somebody had answered before. The provider `Admin` is an administrator, any other the user. */
	readonly priorFeedback?: Pick<Feedback, "value" | "provider">;
}

/** The same of evidence that is kept in fields. */
export function keptEvidence({ type, time, riskLevel, priorFeedback, ...rest }: Evidence): KeptEvidence {
	const { value, provider } = priorFeedback ?? {};
	return {
		...defined({ type, time, riskLevel }),
		compromisedCredentials: rest.compromisedCredentials === true,
		...(value !== undefined && { priorFeedback: defined({ value, provider }) }),
	};
}

/**
 * Reads what `evidenceInWords` wrote. What stands before `; ` is made of Cognito's own terms, none of which has a comma
 * or a space; what a device or a user may have chosen stands behind it and is not read.
 */
export function evidenceFromWords(words: string): KeptEvidence {
	const [rating = ""] = words.split(beforeOrigin);
	const [, type, date, minute] = /^(?:(\S+) )?(\d{4}-\d\d-\d\d) (\d\d:\d\d)Z/.exec(rating) ?? [];
	const [, riskLevel] = /(?:^|, )(\S+) risk(?:$|,| \()/.exec(rating) ?? [];
	const [, value, provider] = /(?:^|, )answered (\S+)(?: by (.+))?$/.exec(rating) ?? [];
	return keptEvidence({
		...defined({ type, riskLevel, time: date && `${date}T${minute}Z` }),
		compromisedCredentials: /(?:^|[, ])compromised credentials(?:$|,)/.test(rating),
		...(value !== undefined && { priorFeedback: defined({ value, provider }) }),
	});
}
