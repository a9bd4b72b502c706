import { expect } from "chai";
import type { EmulatorContent } from "pulumi-cognito-feedback/emulator";
import { secret } from "../../harness/secrets.ts";
import type { InProcessStack, Result } from "../../harness/stack.ts";
import { cognito, onlyEvents, signIn, signIns, user, withFeedback } from "../../support/cognitoContent.ts";
import { poolId, set, single } from "../../support/program.ts";

type Properties = Readonly<Record<string, unknown>>;

/** An operation on a stack, and its result through either adapter. */
export interface Operation {
	readonly title: string;
	/** The initial content of Cognito. Default: sign-ins `e1` to `e3` of `alice`, without feedback. */
	readonly content?: EmulatorContent;
	/** Events whose feedback Cognito rejects. */
	readonly refused?: readonly string[];
	/** Runs before the operation. Default: an `up` of `program`. */
	before?(stack: InProcessStack): unknown;
	run(stack: InProcessStack): Promise<Result>;
	/** The number of resources by kind of step; zero for those that are missing. */
	readonly steps: Partial<Result["steps"]>;
	/** The requests in alphabetical order; reading a history counts once. */
	readonly requests: readonly string[];
	/** The reported lines, including errors and warnings, in alphabetical order. */
	readonly reports: readonly string[];
	/** The resources in state afterwards, as fields. */
	readonly state: Readonly<Record<string, Properties>>;
}

export const content = cognito(user("alice", ...signIns("e1", "e2", "e3")));
const list = "AdminListUserAuthEvents alice";

/** A request that submits feedback. */
export function submit(eventId: string, value: string): string {
	return `AdminUpdateAuthEventFeedback ${eventId} ${value}`;
}

const program = (stack: InProcessStack) =>
	stack.program(single("one", { eventId: "e1" }), set("many", { e2: {}, e3: { note: "TICKET-1" } }));

/** Declares a single decision on `e1` and a set of decisions on `e2` and `e3`, and runs `up`. */
export async function applied(stack: InProcessStack): Promise<void> {
	program(stack);
	await stack.up();
}

/** The same sign-ins, with this feedback given by someone else. */
function changedTo(value: string, ...ids: readonly string[]): EmulatorContent {
	const events = signIns("e1", "e2", "e3").map((event) =>
		withFeedback(
			event,
			ids.includes(event.EventId) ? value : "Valid",
			ids.includes(event.EventId) ? "User" : "Admin",
		),
	);
	return cognito(user("alice", ...events));
}

const evidence = {
	type: "SignIn",
	time: "2026-11-20T08:14:00Z",
	response: "Pass",
	riskDecision: "AccountTakeover",
	riskLevel: "High",
	compromisedCredentials: false,
	ipAddress: "203.0.113.7",
	device: "Chrome 141, Windows 11",
	city: "Berlin",
	country: "Germany",
	timeZone: "+01:00",
	challenges: ["Password: Success"],
};
const words =
	"SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), 203.0.113.7 Berlin Germany, Chrome 141, Windows 11";

/** The reports on the decisions of {@link applied}. */
const added = [
	`+ e1 alice Valid: ${words}`,
	`+ e2 alice Valid: ${words}`,
	`+ e3 alice Valid, note "TICKET-1": ${words}`,
	"many: 2 to add",
];

/** A single decision on `e1` in state. */
function one(given: Properties = {}): Properties {
	return {
		userPoolId: poolId,
		username: "alice",
		eventId: "e1",
		feedbackValue: "Valid",
		event: evidence,
		feedbackDate: "now",
		feedbackProvider: "Admin",
		...given,
	};
}

/** A decision of a set in state. */
function member(given: Properties = {}): Properties {
	return {
		username: "alice",
		feedbackValue: "Valid",
		event:
			"SignIn; 2026-11-20T08:14Z; High; AccountTakeover; 203.0.113.7; Berlin; Germany; Chrome 141, Windows 11",
		...given,
	};
}

function many(decisions: Properties): Properties {
	return { userPoolId: poolId, decisions };
}

/** State after {@link applied}. */
const whole = { one: one(), many: many({ e2: member(), e3: member({ note: "TICKET-1" }) }) };
const overruling = {
	evidence: {
		...evidence,
		priorFeedback: { value: "Invalid", provider: "User", date: "2026-11-21T10:00:00Z" },
	},
	event: `${member().event}; ; ; Invalid; User; 2026-11-21T10:00Z`,
};
/** State after a refresh that found `Invalid` by the user on `e1` and `e3`. */
const drifted = {
	one: one({
		feedbackValue: "Invalid",
		feedbackProvider: "User",
		feedbackDate: "2026-11-21T10:00:00Z",
		event: overruling.evidence,
	}),
	many: many({
		e2: member(),
		e3: member({ feedbackValue: "Invalid", note: "TICKET-1", event: overruling.event }),
	}),
};

/** The operations. */
export const operations: readonly Operation[] = [
	{
		title: "A preview of new decisions looks up their events, and counts those of a set",
		before: program,
		run: (stack) => stack.preview(),
		steps: { create: 2 },
		requests: [list],
		reports: added,
		state: {},
	},
	{
		title: "A first up submits every decision, and state holds them with their evidence",
		before: program,
		run: (stack) => stack.up(),
		steps: { create: 2 },
		requests: [list, submit("e1", "Valid"), submit("e2", "Valid"), submit("e3", "Valid")],
		reports: added,
		state: whole,
	},
	{
		title: "A first up adopts feedback that an administrator has given, and overrules a user's",
		content: cognito(
			user(
				"alice",
				withFeedback(signIn("e1"), "Valid", "Admin"),
				withFeedback(signIn("e2"), "Valid", "Admin"),
				withFeedback(signIn("e3"), "Valid", "User"),
			),
		),
		before: program,
		run: (stack) => stack.up(),
		steps: { create: 2 },
		requests: [list, submit("e3", "Valid")],
		reports: [
			"1 of 2 decisions matched existing administrator feedback and were adopted without a request.",
			`event e1 in user pool ${poolId}: adopted the existing administrator feedback \`Valid\` without a request.`,
			...added.slice(0, -1),
			"many: 2 to add (1 already in Cognito)",
		].sort(),
		state: {
			one: one({
				feedbackDate: "2026-11-21T10:00:00Z",
				event: {
					...evidence,
					priorFeedback: { value: "Valid", provider: "Admin", date: "2026-11-21T10:00:00Z" },
				},
			}),
			many: many({
				e2: member({ event: `${member().event}; ; ; Valid; Admin; 2026-11-21T10:00Z` }),
				e3: member({ event: `${member().event}; ; ; Valid; User; 2026-11-21T10:00Z`, note: "TICKET-1" }),
			}),
		},
	},
	{
		title: "A preview of unchanged decisions is quiet and makes no request",
		run: (stack) => stack.preview(),
		steps: { unchanged: 2 },
		requests: [],
		reports: [],
		state: whole,
	},
	{
		title: "An up of unchanged decisions, and one after it, leave state as it is",
		before: async (stack) => {
			await applied(stack);
			await stack.up();
		},
		run: (stack) => stack.up(),
		steps: { unchanged: 2 },
		requests: [],
		reports: [],
		state: whole,
	},
	{
		title: "A changed value is shown with its evidence, and submitted",
		run: (stack) => {
			const feedbackValue = "Invalid";
			stack.program(
				single("one", { eventId: "e1", feedbackValue }),
				set("many", { e2: { feedbackValue }, e3: { note: "TICKET-1" } }),
			);
			return stack.up();
		},
		steps: { update: 2 },
		requests: [list, submit("e1", "Invalid"), submit("e2", "Invalid")],
		reports: [
			`e1 alice Valid → Invalid: ${words}`,
			"many: 1 to change, 1 unchanged",
			`~ e2 alice Valid → Invalid: ${words}`,
		],
		state: {
			one: one({ feedbackValue: "Invalid" }),
			many: many({ e2: member({ feedbackValue: "Invalid" }), e3: member({ note: "TICKET-1" }) }),
		},
	},
	{
		title: "A changed note makes no request",
		run: (stack) => {
			stack.program(
				single("one", { eventId: "e1", note: "new" }),
				set("many", { e2: { note: "new" }, e3: {} }),
			);
			return stack.up();
		},
		steps: { update: 2 },
		requests: [],
		reports: [
			`e1 alice Valid, note (none) → "new": ${words}`,
			"many: 2 to change",
			`~ e2 alice Valid, note (none) → "new": ${words}`,
			`~ e3 alice Valid, note "TICKET-1" → (none): ${words}`,
		],
		state: { one: one({ note: "new" }), many: many({ e2: member({ note: "new" }), e3: member() }) },
	},
	{
		title: "A refresh shows what someone changed, as drift",
		before: async (stack) => {
			await applied(stack);
			await stack.becomes(changedTo("Invalid", "e1", "e3"));
		},
		run: (stack) => stack.refresh(),
		steps: { update: 2 },
		requests: [list],
		reports: ["e1", "e3"].map(
			(eventId) =>
				`warning: event ${eventId} in user pool ${poolId}: drift detected: expected \`Valid\`, Cognito has \`Invalid\` (by the user on 2026-11-21T10:00:00Z). The next \`pulumi up\` restores the declared value.`,
		),
		state: drifted,
	},
	{
		title: "A second refresh finds nothing more than the first",
		before: async (stack) => {
			await applied(stack);
			await stack.becomes(changedTo("Invalid", "e1", "e3"));
			await stack.refresh();
		},
		run: (stack) => stack.refresh(),
		steps: { unchanged: 2 },
		requests: [list],
		reports: [],
		state: drifted,
	},
	{
		title: "An up after such a refresh restores what the program declares",
		before: async (stack) => {
			await applied(stack);
			await stack.becomes(changedTo("Invalid", "e1", "e3"));
			await stack.refresh();
		},
		run: (stack) => stack.up(),
		steps: { update: 2 },
		requests: [list, submit("e1", "Valid"), submit("e3", "Valid")],
		reports: [
			`e1 alice Invalid → Valid, overrules Invalid by the user on 2026-11-21 10:00 UTC: ${words}`,
			"many: 1 to change, 1 unchanged",
			`~ e3 alice Invalid → Valid, overrules Invalid by the user on 2026-11-21 10:00 UTC: ${words}`,
		],
		state: {
			one: one({ event: overruling.evidence }),
			many: many({ e2: member(), e3: member({ note: "TICKET-1", event: overruling.event }) }),
		},
	},
	{
		title: "A refresh takes decisions out of state whose events no longer exist",
		before: async (stack) => {
			await applied(stack);
			await stack.becomes(onlyEvents(changedTo("Valid"), "e3"));
		},
		run: (stack) => stack.refresh(),
		steps: { delete: 1, update: 1 },
		requests: [list],
		reports: [
			`warning: event e1 in user pool ${poolId} does not exist: searched the 1 event that Cognito lists for the user, from 2026-11-20T08:14:00Z to 2026-11-20T08:14:00Z. Check the event ID and the user; Cognito deletes old events. Pulumi removes the decision from state.`,
			`warning: user pool ${poolId}: events no longer exist (1); Pulumi removes their decisions from state: e2 (event e2 in user pool ${poolId} does not exist: searched the 1 event that Cognito lists for the user, from 2026-11-20T08:14:00Z to 2026-11-20T08:14:00Z. Check the event ID and the user; Cognito deletes old events.)`,
		],
		state: { many: many({ e3: member({ note: "TICKET-1" }) }) },
	},
	{
		title: "A set of which Cognito refuses a part is in state with the rest",
		refused: ["e3"],
		before: program,
		run: (stack) => stack.fails("up"),
		steps: { create: 2 },
		requests: [list, submit("e1", "Valid"), submit("e2", "Valid"), submit("e3", "Valid")],
		reports: [
			"error: 1 of 2 decisions could not be submitted. Pulumi's state holds the others; the next `pulumi up` submits the rest.",
			"event e3: Cognito did not authorize the request: Said by Cognito. Check that the user is not disabled and that the credentials belong to the account that owns the user pool.",
			...added,
		].sort(),
		state: { one: one(), many: many({ e2: member() }) },
	},
	{
		title: "An up after such a failure submits what is missing",
		refused: ["e3"],
		before: async (stack) => {
			program(stack);
			await stack.fails("up");
			await stack.becomes(stack.emulator.content());
		},
		run: (stack) => stack.up(),
		steps: { unchanged: 1, update: 1 },
		requests: [list, submit("e3", "Valid")],
		reports: [`+ e3 alice Valid, note "TICKET-1": ${words}`, "many: 1 to add, 1 unchanged"],
		state: whole,
	},
	...[["*"], ["event", "decisions", "feedbackValue", "note"]].map(
		(ignoreChanges): Operation => ({
			title: `Ignored changes (${ignoreChanges.join(", ")}) are none, though the inputs are then those that the check gave`,
			run: async (stack) => {
				const changed = { feedbackValue: "Invalid", note: "new" };
				stack.program(
					single("one", { eventId: "e1", ...changed }, { ignoreChanges }),
					set("many", { e2: changed }, {}, { ignoreChanges }),
				);
				const preview = await stack.preview();
				const up = await stack.up();
				expect(preview).to.deep.include({ steps: up.steps, output: up.output, requests: up.requests });
				return up;
			},
			steps: { unchanged: 2 },
			requests: [],
			reports: [],
			state: whole,
		}),
	),
	{
		title: "Ignored changes are none after a refresh that found drift",
		before: async (stack) => {
			await applied(stack);
			await stack.becomes(changedTo("Invalid", "e1", "e3"));
			await stack.refresh();
		},
		run: (stack) => {
			const ignoreChanges = ["*"];
			stack.program(
				single("one", { eventId: "e1" }, { ignoreChanges }),
				set("many", { e2: {}, e3: {} }, {}, { ignoreChanges }),
			);
			return stack.up();
		},
		steps: { unchanged: 2 },
		requests: [],
		reports: [],
		state: drifted,
	},
	{
		title: "Secret usernames are submitted, and not printed",
		before: async (stack) => {
			const username = secret("alice");
			stack.program(single("one", { eventId: "e1", username }), set("many", { e2: { username } }));
			await stack.up();
		},
		run: (stack) => {
			const changed = { username: secret("alice"), feedbackValue: "Invalid" };
			stack.program(single("one", { eventId: "e1", ...changed }), set("many", { e2: changed }));
			return stack.up();
		},
		steps: { update: 2 },
		requests: [list, submit("e1", "Invalid"), submit("e2", "Invalid")],
		reports: [
			`e1 [secret] Valid → Invalid: ${words}`,
			"many: 1 to change",
			`~ e2 [secret] Valid → Invalid: ${words}`,
		],
		state: {
			one: one({ feedbackValue: "Invalid", secret: true }),
			many: { ...many({ e2: member({ feedbackValue: "Invalid" }) }), secret: true },
		},
	},
	{
		title: "Secret usernames stay secret where changes are ignored, and in a refresh",
		before: async (stack) => {
			const username = secret("alice");
			const opts = { ignoreChanges: ["*"] };
			stack.program(
				single("one", { eventId: "e1", username }, opts),
				set("many", { e2: { username } }, {}, opts),
			);
			await stack.up();
			expect((await stack.up()).steps).to.deep.include({ unchanged: 2 });
		},
		run: (stack) => stack.refresh(),
		steps: { unchanged: 2 },
		requests: [list],
		reports: [],
		state: { one: one({ secret: true }), many: { ...many({ e2: member() }), secret: true } },
	},
	{
		title: "A destroy makes no request, and warns what stays in Cognito",
		run: (stack) => stack.destroy(),
		steps: { delete: 2 },
		requests: [],
		reports: [
			`warning: user pool ${poolId}: feedback on 2 events is retained in Amazon Cognito, which has no operation to remove feedback. Pulumi only stops managing it. Events: e2 (\`Valid\`), e3 (\`Valid\`).`,
			`warning: user pool ${poolId}: feedback on event e1 (\`Valid\`) is retained in Amazon Cognito, which has no operation to remove feedback. Pulumi only stops managing it.`,
		],
		state: {},
	},
];
