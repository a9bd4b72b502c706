import type {
	EmulatorAuthEvent,
	EmulatorChallengeResponse,
	EmulatorContent,
	EmulatorEventContext,
	EmulatorEventRisk,
	EmulatorUser,
} from "./content";

/** The moment that the dates below are written for. */
const writtenFor = new Date("2026-11-20T12:00:00Z");

/**
 * The built-in content: the user pool `eu-central-1_Quickstrt` with threat protection on, five users, and their auth
 * events of one week. All IDs are fixed, so that examples can name them.
 *
 * @param now the end of that week. Default: 2026-11-20T12:00:00Z, so that what a program prints of it repeats.
 */
export function seed(now: Date = writtenFor): EmulatorContent {
	const shift = now.getTime() - writtenFor.getTime();
	return {
		UserPools: [
			{
				Id: "eu-central-1_Quickstrt",
				Name: "quickstart",
				UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
				Users: [
					user("alice", "8c0a1f52-3b7e-4d19-a6c4-5e2f90b7d311", shift, alice),
					user("bob", "1d7e4b90-62fa-4c83-9b05-c8a1e73f2d46", shift, bob),
					user("carol", "f3b28a6d-90c1-47e5-8d7a-2b64e1059cf8", shift, carol),
					user("dave", "57e9c3d4-0a8b-4f26-b1e7-94d3f6a80c2b", shift, dave),
					user("erin", "b64f10e7-d5c2-4a98-83f0-7ac95e2d1b60", shift, erin),
				],
			},
		],
	};
}

/** One event of the lists below, in the order in which a reader asks. */
interface Row {
	readonly id: string;
	readonly at: string;
	readonly type: string;
	readonly response: string;
	readonly risk: EmulatorEventRisk;
	readonly from: EmulatorEventContext;
	readonly challenges?: EmulatorChallengeResponse[];
	/** What the user has said of it, and when. */
	readonly feedback?: { readonly value: string; readonly at: string };
}

const noRisk: EmulatorEventRisk = { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false };
const low = takeover("Low");
const medium = takeover("Medium");
const high = takeover("High");
const blocked: EmulatorEventRisk = { ...high, RiskDecision: "Block" };
const leakedPassword: EmulatorEventRisk = { ...noRisk, CompromisedCredentialsDetected: true };

const passwordRight: EmulatorChallengeResponse = { ChallengeName: "Password", ChallengeResponse: "Success" };
const passwordWrong: EmulatorChallengeResponse = { ChallengeName: "Password", ChallengeResponse: "Failure" };
const mfaRight: EmulatorChallengeResponse = { ChallengeName: "Mfa", ChallengeResponse: "Success" };
const mfaWrong: EmulatorChallengeResponse = { ChallengeName: "Mfa", ChallengeResponse: "Failure" };

const laptop = "Chrome 141, Windows 11";
const phone = "Mobile Safari 18, iOS 18";
const script = "python-requests 2, Other";

const hamburg = place("Hamburg", "Germany", "+01:00");
const berlin = place("Berlin", "Germany", "+01:00");
const lagos = place("Lagos", "Nigeria", "+01:00");
const saoPaulo = place("São Paulo", "Brazil", "-03:00");
const osaka = place("Osaka", "Japan", "+09:00");

const alice: readonly Row[] = [
	{
		id: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
		at: "2026-11-20T08:14:00Z",
		type: "SignIn",
		response: "Pass",
		risk: high,
		from: berlin("203.0.113.7", laptop),
		challenges: [passwordRight, mfaRight],
	},
	{
		id: "d2974e15-7b3a-4c60-a8f1-05e6c49b3d72",
		at: "2026-11-19T21:40:12Z",
		type: "SignIn",
		response: "Fail",
		risk: blocked,
		from: lagos("198.51.100.23", script),
		challenges: [passwordWrong],
	},
	{
		id: "3f85b0c6-1e49-4d72-b9a3-f604d8e1572c",
		at: "2026-11-18T07:02:45Z",
		type: "SignIn",
		response: "Pass",
		risk: noRisk,
		from: hamburg("192.0.2.14", laptop),
		challenges: [passwordRight, mfaRight],
	},
	{
		id: "90be6d13-c257-48fa-8e04-71a9d3f5b26e",
		at: "2026-11-16T16:31:08Z",
		type: "PasswordChange",
		response: "Pass",
		risk: low,
		from: hamburg("192.0.2.14", laptop),
	},
	{
		id: "c47a92e8-05d1-4f36-9b6c-e8130f7d4a95",
		at: "2026-11-14T09:20:33Z",
		type: "SignIn",
		response: "Pass",
		risk: noRisk,
		from: hamburg("2001:db8:4a::14", phone),
		challenges: [passwordRight, mfaRight],
	},
];

const bob: readonly Row[] = [
	{
		id: "e0d5173b-a94c-4e82-bf26-6c8107d3f59a",
		at: "2026-11-20T03:55:19Z",
		type: "SignIn",
		response: "Pass",
		risk: medium,
		from: osaka("198.51.100.88", phone),
		challenges: [passwordRight],
	},
	{
		id: "7c36f8a1-4d90-4b15-8e7d-29f4a0c6e513",
		at: "2026-11-19T10:11:02Z",
		type: "SignIn",
		response: "Pass",
		risk: medium,
		from: osaka("198.51.100.88", laptop),
		challenges: [passwordRight],
		feedback: { value: "Valid", at: "2026-11-19T10:26:40Z" },
	},
	{
		id: "158e4c9d-b702-46a3-95f8-d03b7ae6241f",
		at: "2026-11-17T18:48:51Z",
		type: "ForgotPassword",
		response: "InProgress",
		risk: low,
		from: berlin("192.0.2.77", laptop),
	},
	{
		id: "ab29d760-5f8e-4139-a4c7-18e6f50b93d2",
		at: "2026-11-15T08:05:27Z",
		type: "SignIn",
		response: "Pass",
		risk: noRisk,
		from: berlin("192.0.2.77", laptop),
		challenges: [passwordRight],
	},
];

const carol: readonly Row[] = [
	{
		id: "48d3b7f2-e61a-4095-bc8e-5a70f9124c6d",
		at: "2026-11-20T10:37:55Z",
		type: "SignIn",
		response: "Fail",
		risk: leakedPassword,
		from: saoPaulo("203.0.113.140", laptop),
		challenges: [passwordRight],
	},
	{
		id: "f60a2e84-937c-4d5b-81b9-c7e45d08a3f1",
		at: "2026-11-20T10:36:20Z",
		type: "SignIn",
		response: "Fail",
		risk: medium,
		from: saoPaulo("203.0.113.140", laptop),
		challenges: [passwordWrong],
	},
	{
		id: "2b917c5e-d048-4fa6-97e3-80d6b1f4a52c",
		at: "2026-11-18T12:19:06Z",
		type: "SignIn",
		response: "Pass",
		risk: low,
		from: saoPaulo("203.0.113.25", phone),
		challenges: [passwordRight],
	},
	{
		id: "85f6d01a-3ce7-4b28-ae94-f17c20b9d563",
		at: "2026-11-13T14:00:00Z",
		type: "SignUp",
		response: "Pass",
		risk: noRisk,
		from: saoPaulo("203.0.113.25", phone),
	},
];

const dave: readonly Row[] = [
	{
		id: "0e7d94b3-f528-4c61-8a1f-93b6e07c5d48",
		at: "2026-11-20T02:09:41Z",
		type: "SignIn",
		response: "Fail",
		risk: blocked,
		from: lagos("198.51.100.201", script),
		challenges: [passwordWrong],
	},
	{
		id: "b83c5a60-1d97-4e2f-b5d8-4f09a6e3c172",
		at: "2026-11-20T02:09:12Z",
		type: "SignIn",
		response: "Fail",
		risk: high,
		from: lagos("198.51.100.201", script),
		challenges: [passwordRight, mfaWrong],
	},
	{
		id: "61f0e8d5-7a42-4b9c-903e-a5d81c7f6b24",
		at: "2026-11-19T06:58:30Z",
		type: "SignIn",
		response: "Pass",
		risk: noRisk,
		from: lagos("2001:db8:90::5", phone),
		challenges: [passwordRight, mfaRight],
	},
	{
		id: "d914b26f-80e3-4a75-bc19-6e52f7a0d83b",
		at: "2026-11-17T06:51:14Z",
		type: "SignIn",
		response: "Pass",
		risk: low,
		from: lagos("2001:db8:90::5", phone),
		challenges: [passwordRight, mfaRight],
	},
	{
		id: "37a5c0e9-46b8-4df1-a27e-0b93d4f816c5",
		at: "2026-11-14T19:25:48Z",
		type: "PasswordChange",
		response: "Pass",
		risk: noRisk,
		from: lagos("2001:db8:90::5", phone),
	},
];

const erin: readonly Row[] = [
	{
		id: "9d42e7b8-60fc-4135-8ea9-b1c70f5d3a64",
		at: "2026-11-20T11:20:05Z",
		type: "SignIn",
		response: "InProgress",
		risk: high,
		from: osaka("203.0.113.61", laptop),
		challenges: [passwordRight],
	},
	{
		id: "5c08f1a6-be93-47d2-95b4-d6e80a2c7f19",
		at: "2026-11-20T05:44:37Z",
		type: "SignIn",
		response: "Pass",
		risk: low,
		from: osaka("192.0.2.190", laptop),
		challenges: [passwordRight, mfaRight],
	},
	{
		id: "a7e61d3c-2f59-4b80-bd06-18f9c4e5a072",
		at: "2026-11-18T23:12:58Z",
		type: "ForgotPassword",
		response: "Pass",
		risk: medium,
		from: berlin("198.51.100.9", phone),
	},
	{
		id: "e359b0d7-c814-4af6-8279-5d0ea3f1b64c",
		at: "2026-11-16T05:30:11Z",
		type: "SignIn",
		response: "Pass",
		risk: noRisk,
		from: osaka("192.0.2.190", laptop),
		challenges: [passwordRight, mfaRight],
	},
];

function takeover(level: string): EmulatorEventRisk {
	return { RiskDecision: "AccountTakeover", RiskLevel: level, CompromisedCredentialsDetected: false };
}

function place(City: string, Country: string, Timezone: string) {
	return (IpAddress: string, DeviceName: string): EmulatorEventContext => ({
		IpAddress,
		DeviceName,
		Timezone,
		City,
		Country,
	});
}

function user(name: string, sub: string, shift: number, rows: readonly Row[]): EmulatorUser {
	return {
		Username: name,
		Attributes: [
			{ Name: "sub", Value: sub },
			{ Name: "email", Value: `${name}@example.com` },
		],
		AuthEvents: rows.map((row) => authEvent(row, shift)),
	};
}

function authEvent(row: Row, shift: number): EmulatorAuthEvent {
	const shifted = (date: string) => new Date(Date.parse(date) + shift).toISOString();
	return {
		EventId: row.id,
		EventType: row.type,
		CreationDate: shifted(row.at),
		EventResponse: row.response,
		// Copies, so that whoever changes one event of a content does not change another.
		EventRisk: { ...row.risk },
		...(row.challenges && { ChallengeResponses: row.challenges.map((challenge) => ({ ...challenge })) }),
		EventContextData: { ...row.from },
		...(row.feedback && {
			EventFeedback: {
				FeedbackValue: row.feedback.value,
				Provider: "User",
				FeedbackDate: shifted(row.feedback.at),
			},
		}),
	};
}
