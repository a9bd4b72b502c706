/** The evidence of a sign-in that a user is shown. */
export interface Evidence {
	readonly time: string;
	readonly place: string;
	readonly device: string;
	readonly ipAddress: string;
}

/** The question whether a sign-in was the user's, with the data to pass the answer on to Cognito. */
export interface Question {
	readonly userPoolId: string;
	readonly username: string;
	readonly eventId: string;
	readonly feedbackToken: string;
	readonly evidence: Evidence;
}

export type Answer = "me" | "not-me";

/** The answers, and the labels of their links and buttons. */
export const answers: Readonly<Record<Answer, string>> = {
	me: "Yes, this was me",
	"not-me": "No, this was not me",
};

export function isAnswer(value: string | null | undefined): value is Answer {
	return typeof value === "string" && Object.hasOwn(answers, value);
}

/** The evidence as lines; unknown parts are omitted. */
export function described({ time, place, device, ipAddress }: Evidence): [name: string, value: string][] {
	const lines: [string, string][] = [
		["Time", time],
		["Place", place],
		["Device", device],
		["IP address", ipAddress],
	];
	return lines.filter(([, value]) => value !== "");
}
