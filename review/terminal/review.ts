import { once } from "node:events";
import type { Command } from "commander";
import { connect, EventHistory, printable } from "pulumi-cognito-feedback/internal/cognito";
import type { LookUp } from "../page/server/lookUps.ts";
import type { RiskConfiguration } from "../report/riskConfiguration.ts";
import { counted } from "../report/words/numbers.ts";
import { type Store, takeSnapshot } from "../store/index.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { field, port } from "./arguments.ts";
import { addEventOptions, addRiskConfigOption, type EventOptions } from "./eventOptions.ts";
import { openFile, poolOf } from "./files.ts";
import { missingText, warn } from "./messages.ts";
import { type OpenedEvents, openEvents, reportReading } from "./openEvents.ts";
import { poolReport } from "./report.ts";
import { stopSignal } from "./signals.ts";

interface ReviewOptions extends EventOptions {
	readonly userPoolId?: string;
	readonly file: string;
	readonly port: number;
	readonly open: boolean;
	readonly blind: boolean;
	readonly riskConfig?: readonly RiskConfiguration[];
}

export function addReview(program: Command): void {
	const command = program
		.command("review")
		.description("review rated events on a local web page that writes the decisions file")
		.option("--user-pool-id <id>", "ID of the user pool (default: the one in the file)", field("userPoolId"))
		.option("--file <path>", "decisions file; created if it does not exist", "feedback.yaml")
		.option("--port <port>", "TCP port on 127.0.0.1; 0 selects any free port", port, 0)
		.option("--blind", "hide risk and earlier feedback in samples until there is a decision", false)
		.option("--no-open", "print the address of the page without opening a browser");
	addRiskConfigOption(addEventOptions(command)).action(review);
}

async function review(given: ReviewOptions): Promise<void> {
	const { file: path, port, open, blind } = given;
	// Reports mistakes in the file before anything is listed.
	const options = { ...given, ...poolOf(openFile(path, given), given) };
	const { userPoolId } = options;
	// Loaded here, so that other commands start without it.
	const { servePage } = await import("../page/server/index.ts");
	const opened = await openEvents(options);
	const { store, filter, reading, source, listed } = opened;
	const stopping = stopSignal();
	try {
		const snapshot = await takeSnapshot(store, filter);
		reportReading(opened);
		const { since, until, ...chosen } = filter;
		const page = await servePage({
			path,
			userPoolId,
			region: options.region,
			snapshot,
			port,
			blind,
			source,
			window: { ...(since !== undefined && { since }), ...(until !== undefined && { until }) },
			filter: chosen,
			notices: reading.complete ? [] : [incompleteText(opened)],
			lookUp: cognitoLookUp(store, options),
			report: (file) => poolReport(opened, file, options),
			onSaved: ({ decisions }) =>
				process.stdout.write(`Saved: ${printable(path)} has ${counted(decisions, "decision")}.\n`),
		});
		const users = listed?.users ?? snapshot.users;
		process.stdout.write(
			`${counted(snapshot.count, "event")} of ${counted(users, "user")} to review; press Ctrl-C to stop:\n${page.url}\n`,
		);
		if (open) await openBrowser(page.url);
		if (!stopping.aborted) await once(stopping, "abort");
		await page.close();
	} finally {
		await store.close();
	}
	process.exitCode = 0;
}

/** Words the notice on the page that a source was not read completely. */
function incompleteText({ reading, source }: OpenedEvents): string {
	const { lines, events, failures } = reading;
	const [first] = failures;
	const why = first ? `; ${first.place} could not be read` : "";
	return `Incomplete: the source ${source} was not read to its end${why}. Read so far: ${counted(lines, "line")}, ${counted(events, "event")}. The terminal shows details.`;
}

/** The address works in any browser, so failing to open one is not an error. */
async function openBrowser(url: string): Promise<void> {
	try {
		const { default: open } = await import("open");
		const opened = await open(url);
		opened.on("error", () => {});
	} catch {
		warn("could not open a browser; open the address above yourself.");
	}
}

/** Looks up events that were read from a log in Cognito. The results are kept in the store. */
function cognitoLookUp(store: Store, options: AccessOptions): LookUp {
	const { userPoolId } = store.key;
	let cognito: ReturnType<typeof connect> | undefined;
	return async ({ eventId, username }) => {
		cognito ??= connect(accessOf(options));
		const found = await new EventHistory(cognito, { userPoolId, username }).lookUp(eventId);
		if (found.outcome === "notFound") return undefined;
		if (found.outcome === "failed") throw new Error(missingText({ userPoolId, username, eventId }, found));
		await store.addEvents([{ username, ...found.event }]);
		return found.event;
	};
}
