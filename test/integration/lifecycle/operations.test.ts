import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { unpack } from "#provider/adapters/dynamic/packing";
import { holdsSecret, reveal } from "../../harness/secrets.ts";
import { quickStory, type Result } from "../../harness/stack.ts";
import { overAdapters } from "../../support/story.ts";
import { applied, content, operations, submit } from "./operations.ts";

type Properties = Readonly<Record<string, unknown>>;

/** A resource in state, comparable between adapters: its outputs as fields, without internal properties. */
function meaningOf(outputs: Properties): Properties {
	const { __secret, ...fields } = unpack(reveal(outputs) as Properties);
	const own = Object.entries(fields).filter(([name]) => !name.startsWith("__"));
	const { feedbackDate, ...rest } = Object.fromEntries(own);
	const isNow = Math.abs(Date.now() - Date.parse(String(feedbackDate))) < 60_000;
	return {
		...rest,
		...(feedbackDate !== undefined && { feedbackDate: isNow ? "now" : feedbackDate }),
		...((__secret === true || holdsSecret(outputs)) && { secret: true }),
	};
}

/** The requests. Reading a history counts once: the number of its requests depends on the order of steps. */
function requestsIn({ requests, writes }: Result): string[] {
	const reads = requests
		.filter((request) => !writes.includes(request))
		.map(({ operation, input }) => `${operation} ${input.Username}`);
	const named = writes.map(({ input }) => submit(String(input.EventId), String(input.FeedbackValue)));
	return [...new Set(reads), ...named].sort();
}

describe("Operations on decisions", () => {
	overAdapters((adapter, through) => {
		for (const operation of operations) {
			const { title, before = applied, refused = [], steps } = operation;
			const options = {
				adapter,
				content: operation.content ?? content,
				onRequest: ({ operation: name, input }: { operation: string; input: Properties }) => {
					if (name === "AdminUpdateAuthEventFeedback" && refused.includes(String(input.EventId)))
						throw new EmulatorError("NotAuthorizedException", "Said by Cognito.");
				},
			};
			quickStory(`${title}, ${through}`, options, async (stack) => {
				await before(stack);
				const result = await operation.run(stack);
				expect(requestsIn(result)).to.deep.equal(operation.requests);
				expect(result.output.split("\n").filter(Boolean).sort()).to.deep.equal(operation.reports);
				const state = [...stack.state].map(([name, { outputs }]) => [name, meaningOf(outputs)]);
				expect(Object.fromEntries(state)).to.deep.equal(operation.state);
				expect(result.steps).to.deep.equal({ create: 0, update: 0, delete: 0, unchanged: 0, ...steps });
			});
		}
	});
});
