import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import type { EmulatorContent } from "pulumi-cognito-feedback/emulator";
import { quickStory } from "../../harness/stack.ts";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { buildRun } from "../../support/buildRun.ts";
import { cognito, manySignIns, user, withFeedback } from "../../support/cognitoContent.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";
import { type Declaration, poolId, set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

const count = 300;
const ids = Array.from({ length: count }, (_, index) => `e${index + 1}`);
/** The requests to read a history of 2,000 events, 60 at a time. */
const whole = 34;
/** The maximum number of further requests for single decisions, to find what Cognito recorded. */
const again = 100;

/** A user with 2,000 events; the oldest ones have this feedback of an administrator, if any. */
function history(feedback?: string): EmulatorContent {
	const events = manySignIns("e", 2_000);
	const annotated = events.map((event, index) =>
		feedback !== undefined && index < count ? withFeedback(event, feedback, "Admin") : event,
	);
	return cognito(user("alice", ...annotated));
}

interface Kind {
	readonly name: string;
	readonly more: number;
	declare(feedbackValue: string): readonly Declaration[];
}

const kinds: readonly Kind[] = [
	{
		name: "single decisions",
		more: again,
		declare: (feedbackValue) => ids.map((eventId) => single(eventId, { eventId, feedbackValue })),
	},
	{
		name: "decisions of a set",
		more: 0,
		declare: (feedbackValue) => [set("many", Object.fromEntries(ids.map((id) => [id, { feedbackValue }])))],
	},
];

describe(`Listing requests for the oldest ${count} of a user's 2,000 events`, () => {
	for (const { name, more, declare } of kinds) {
		quickStory(`of ${name} number at most ${whole} + ${more}`, { content: history() }, async (stack) => {
			for (const [what, feedbackValue] of [
				["in a first up", "Valid"],
				["where every value changes", "Invalid"],
			] as const)
				await step(what, async () => {
					stack.program(...declare(feedbackValue));
					const { lists, writes } = await stack.up();
					expect(writes).to.have.lengthOf(count);
					expect(lists.length).to.be.at.most(whole + more);
				});
		});

		const adopting = `of ${name} that an administrator has made already are ${2 * whole} + ${more} at most`;
		quickStory(adopting, { content: history("Valid") }, async (stack) => {
			stack.program(...declare("Valid"));
			const { lists, writes } = await stack.up();
			expect(writes).to.deep.equal([]);
			expect(lists.length).to.be.at.most(2 * whole + more);
		});
	}
});

/** A user's event to decide on, and the number of newer events. */
interface AgedEvent {
	readonly username: string;
	readonly age: number;
}

const eventIdOf = ({ username, age }: AgedEvent) => `${username}-${age}`;

/**
 * Creates single decisions like Pulumi: a number of them in parallel, while the next one is checked.
 *
 * @returns the number of requests that listed events.
 */
async function createAll(
	decisions: readonly AgedEvent[],
	eventsPerUser: number,
	atOnce: number,
): Promise<number> {
	const cognito = new FakeCognito();
	// Responses take longer than checks.
	cognito.beforeSubmit = () => setImmediate();
	for (const username of new Set(decisions.map((each) => each.username))) {
		const events = Array.from({ length: eventsPerUser }, (_, age) =>
			buildAuthEvent({ eventId: eventIdOf({ username, age }) }),
		);
		cognito.hold({ userPoolId: poolId, username }, ...events);
	}
	const { single } = buildRun({}, cognito);
	const creating = new Set<Promise<unknown>>();
	for (const each of decisions) {
		const { username } = each;
		const decision = { userPoolId: poolId, username, eventId: eventIdOf(each), feedbackValue: "Valid" };
		const { inputs } = await single.check({}, decision);
		if (creating.size === atOnce) await Promise.race(creating);
		const created = single.create(inputs).finally(() => creating.delete(created));
		creating.add(created);
	}
	await Promise.all(creating);
	expect(cognito.submitted).to.have.lengthOf(decisions.length);
	return cognito.reads.length;
}

/** Pulumi creates four per CPU core in parallel, and 16 in older versions. */
for (const atOnce of [8, 16]) {
	describe(`Listing requests for single decisions, ${atOnce} at once`, () => {
		it(`on the oldest ${count} of a user's 2,000 events, in random order, number at most ${whole} + ${again}`, async () => {
			// Alternating between two parts of the history, because Pulumi does not keep exactly the program's order.
			const decisions = ids.map((_, index) => ({
				username: "alice",
				age: 1_999 - Math.floor(index / 2) - (index % 2) * 150,
			}));
			expect(await createAll(decisions, 2_000, atOnce)).to.be.at.most(whole + again);
		});

		const users = Array.from({ length: 100 }, (_, index) => `user${index}`);
		const tenth = Array.from({ length: 10 }, (_, index) => index);
		const layouts = {
			"all over": tenth.flatMap((part) => users.map((username) => ({ username, age: 59 + part * 60 }))),
			"on the oldest of": users.flatMap((username) => tenth.map((part) => ({ username, age: 590 + part }))),
		};
		for (const [title, decisions] of Object.entries(layouts))
			it(`${title} 600 events of each of 100 users are 1.2 times all pages and one for each that holds an event, at most`, async () => {
				const pages = new Set(decisions.map(({ username, age }) => `${username} ${Math.floor(age / 60)}`));
				expect(await createAll(decisions, 600, atOnce)).to.be.at.most(1.2 * 100 * 10 + pages.size);
			});
	});
}
