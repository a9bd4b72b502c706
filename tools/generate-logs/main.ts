/**
 * Writes a generated user pool as exported log lines: `npm run generate-logs -- --events 2000000 --out logs`. The same options
 * produce the same lines.
 */
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import {
	generatedPool,
	type Packing,
	type SignIn,
	scenarios,
	writeLogs,
} from "../../workbench/logs/index.ts";

const usage = `Usage: npm run generate-logs -- --events N [--out DIR] …

Writes the sign-ins of a made-up user pool as Cognito exports them, a line for each step of a sign-in.

  --events N          how many events
  --out DIR           the folder for the files; default logs
  --users N           how many users; default a twelfth of the events, and a 32nd in a pool of known effect
  --seed N            the same number gives the same lines; default 1
  --days N            how many days they cover, up to 20 November 2026; default 90, and 360 in a pool of known effect
  --user-pool-id ID   default ${generatedPool}
  --gz --zst --plain  how files are packed; default --gz

  --scenario NAME     everyday    people at home, at work and on journeys, and attacks; the default
                      works       feedback changes the risk of later events with the same device and network
                      no-effect   it does not
                      fades       it does, less in each band of 0–7, 8–30, 31–90 and more days
                      regression  it does not, and what was rated high once is rated lower the next time
  --feedback SHARE    of rated events, or of the users in a pool of known effect; default 0.05 and 0.5
  --decisions FILE    write the feedback into a decisions file, and not into the lines
  --truth FILE        write what really happened as CSV: event ID, whether it was the user, and the story

Shares of lines, from 0 to 1:
  --doubled --lost --late --broken --wrapped --dated SHARE
  --dirty SHARE       a third of it each broken, wrapped and dated
  --steps SHARE       events with a line for each challenge, of those that have several; default 1
`;

const shares = [
	"feedback",
	"doubled",
	"lost",
	"late",
	"broken",
	"wrapped",
	"dated",
	"dirty",
	"steps",
] as const;
const numbers = ["events", "users", "seed", "days"] as const;
const texts = ["out", "user-pool-id", "scenario", "decisions", "truth"] as const;
const switches = ["gz", "zst", "plain", "help"] as const;

function optionsOf<Name extends string, Type extends "string" | "boolean">(
	names: readonly Name[],
	type: Type,
) {
	return Object.fromEntries(names.map((name) => [name, { type }])) as Record<Name, { type: Type }>;
}

class UsageError extends Error {}

async function main(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			...optionsOf([...shares, ...numbers, ...texts], "string"),
			...optionsOf(switches, "boolean"),
		},
	});
	if (values.help) return void process.stdout.write(usage);
	const numberOf = (name: (typeof numbers)[number]) => {
		const text = values[name];
		if (text !== undefined && !/^\d{1,10}$/.test(text))
			throw new UsageError(`--${name} ${text}: expected a whole number`);
		return text === undefined ? undefined : Number(text);
	};
	const shareOf = (name: (typeof shares)[number]) => {
		const text = values[name];
		const share = Number(text);
		if (text !== undefined && !(share >= 0 && share <= 1))
			throw new UsageError(`--${name} ${text}: expected a share from 0 to 1`);
		return text === undefined ? undefined : share;
	};
	const events = numberOf("events");
	if (events === undefined) throw new UsageError("--events is required");
	const scenario = scenarios.find((known) => known === (values.scenario ?? "everyday"));
	if (!scenario)
		throw new UsageError(`--scenario ${values.scenario}: expected one of ${scenarios.join(", ")}`);
	const packing: Packing = values.plain ? "plain" : values.zst ? "zst" : "gz";
	const dirty = (shareOf("dirty") ?? 0) / 3;
	const notes = [
		values.decisions && decisionsFile(values.decisions, values["user-pool-id"]),
		values.truth && truthFile(values.truth),
	].filter((note) => note !== undefined && note !== "");
	const given = {
		...{
			users: numberOf("users"),
			seed: numberOf("seed"),
			days: numberOf("days"),
			feedbackShare: shareOf("feedback"),
		},
		...{ doubled: shareOf("doubled"), lost: shareOf("lost"), late: shareOf("late"), steps: shareOf("steps") },
		userPoolId: values["user-pool-id"],
	};
	const { files, counts } = await writeLogs({
		...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
		...{ events, scenario, packing, out: values.out ?? "logs", feedback: values.decisions === undefined },
		...{
			broken: shareOf("broken") ?? dirty,
			wrapped: shareOf("wrapped") ?? dirty,
			dated: shareOf("dated") ?? dirty,
		},
		onEvent: (event) => {
			for (const { add } of notes) add(event);
		},
	});
	await Promise.all(notes.map(({ end }) => end()));
	process.stdout.write(`${JSON.stringify({ events, files: files.length, ...counts })}\n`);
}

/** A file that is written beside the log lines. */
interface Notes {
	add(event: SignIn): void;
	end(): Promise<void>;
}

function decisionsFile(path: string, userPoolId = generatedPool): Notes {
	return notes(
		path,
		`userPoolId: ${JSON.stringify(userPoolId)}\ndecisions:\n`,
		({ feedback, eventId, username }) =>
			feedback
				? `  ${eventId}:\n    username: ${JSON.stringify(username)}\n    feedbackValue: ${feedback.value}\n`
				: "",
	);
}

function truthFile(path: string): Notes {
	return notes(
		path,
		"eventId,wasUser,story\n",
		({ eventId, wasUser, story }) => `${eventId},${wasUser},${story}\n`,
	);
}

function notes(path: string, head: string, toText: (event: SignIn) => string): Notes {
	const stream = createWriteStream(path);
	let text = head;
	const flush = () => {
		stream.write(text);
		text = "";
	};
	return {
		add: (event) => {
			text += toText(event);
			if (text.length > 1 << 20) flush();
		},
		end: () => {
			flush();
			return new Promise((resolve, reject) => stream.on("error", reject).end(resolve));
		},
	};
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(
		`generate-logs: ${error instanceof Error ? error.message : String(error)} (see --help)\n`,
	);
	process.exitCode = 1;
});
