/**
 * Writes a generated user pool as exported log lines: `npm run generate-logs -- --events 2000000 --out logs`. The same options
 * produce the same lines.
 */
import { appendFileSync, writeFileSync } from "node:fs";
import { InvalidArgumentError, Option, program } from "commander";
import {
	generatedPool,
	type SignIn,
	scenarios,
	type WriteOptions,
	writeLogs,
} from "../../workbench/logs/index.ts";

interface Options extends Omit<WriteOptions, "feedback" | "feedbackShare" | "onEvent"> {
	readonly feedback?: number;
	readonly dirty?: number;
	readonly decisions?: string;
	readonly truth?: string;
}

const descriptions = {
	everyday: "people at home, at work and on journeys, and attacks",
	works: "feedback changes the risk of later events with the same device and network",
	"no-effect": "it does not",
	fades: "it does, less in each band of 0–7, 8–30, 31–90 and more days",
	regression: "it does not, and what was rated high once is rated lower the next time",
} satisfies Record<(typeof scenarios)[number], string>;

program
	.name("npm run generate-logs --")
	.description("Writes the sign-ins of a made-up user pool as Cognito exports them, a line for each step.")
	.requiredOption("--events <n>", "how many events", whole)
	.option("--out <folder>", "the folder for the files", "logs")
	.option("--users <n>", "how many users; by default events / 12, or / 32 in a pool of known effect", whole)
	.option("--seed <n>", "the same number gives the same lines; default 1", whole)
	.option("--days <n>", "how many days until 20 November 2026; default 90, or 360 for a known effect", whole)
	.option("--user-pool-id <id>", "the ID of the pool", generatedPool)
	.addOption(choice("--packing <kind>", "how files are packed", ["gz", "zst", "plain"]))
	.addOption(choice("--scenario <name>", "what happens", scenarios))
	.option("--feedback <share>", "of rated events; default 0.05, or 0.5 of users for a known effect", share)
	.option("--decisions <file>", "write the feedback into a decisions file, and not into the lines")
	.option("--truth <file>", "write a CSV of what really happened: event ID, was it the user, story")
	.option("--dirty <share>", "of lines, a third of it each broken, wrapped and dated", share)
	.option("--steps <share>", "events with a line for each challenge, of those that have several", share);
for (const fault of ["doubled", "lost", "late", "broken", "wrapped", "dated"])
	program.option(`--${fault} <share>`, "of lines", share);
const stories = Object.entries(descriptions).map(([name, text]) => `  ${name.padEnd(12)}${text}`);
program.addHelpText("after", `\nScenarios:\n${stories.join("\n")}\n\nA share is a number from 0 to 1.\n`);

const { feedback, dirty = 0, decisions, truth, ...options } = program.parse().opts<Options>();
const files = [
	...(decisions === undefined ? [] : [decisionsFile(decisions)]),
	...(truth === undefined ? [] : [truthFile(truth)]),
];
const written = await writeLogs({
	...{ broken: dirty / 3, wrapped: dirty / 3, dated: dirty / 3, ...options },
	...(feedback !== undefined && { feedbackShare: feedback }),
	feedback: decisions === undefined,
	onEvent: (event) => {
		for (const { add } of files) add(event);
	},
});
for (const { flush } of files) flush();
console.log(JSON.stringify({ events: options.events, files: written.files.length, ...written.counts }));

function choice(flags: string, description: string, choices: readonly string[]): Option {
	return new Option(flags, description).choices(choices).default(choices[0]);
}

function whole(text: string): number {
	if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
	return Number(text);
}

function share(text: string): number {
	if (!(Number(text) >= 0 && Number(text) <= 1))
		throw new InvalidArgumentError("Expected a share from 0 to 1.");
	return Number(text);
}

function decisionsFile(path: string) {
	const head = `userPoolId: ${JSON.stringify(options.userPoolId)}\ndecisions:\n`;
	return besideLines(path, head, ({ feedback, eventId, username }) =>
		feedback
			? `  ${eventId}:\n    username: ${JSON.stringify(username)}\n    feedbackValue: ${feedback.value}\n`
			: "",
	);
}

function truthFile(path: string) {
	return besideLines(
		path,
		"eventId,wasUser,story\n",
		({ eventId, wasUser, story }) => `${eventId},${wasUser},${story}\n`,
	);
}

/** A file that is written beside the log lines, a megabyte at a time. */
function besideLines(path: string, head: string, toText: (event: SignIn) => string) {
	let text = "";
	const flush = () => {
		appendFileSync(path, text);
		text = "";
	};
	writeFileSync(path, head);
	return {
		add: (event: SignIn) => {
			text += toText(event);
			if (text.length > 1 << 20) flush();
		},
		flush,
	};
}
