import { once } from "node:events";
import type { Command } from "commander";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { servePage } from "../page/server/index.ts";
import { storedEvents } from "../store/index.ts";
import { field, port } from "./arguments.ts";
import { addEventOptions, type EventOptions } from "./eventOptions.ts";
import { errorLine } from "./fail.ts";
import { openEvents, reportReading } from "./openEvents.ts";
import { openFile } from "./openFile.ts";
import { stopSignal } from "./signals.ts";

interface ReviewOptions extends EventOptions {
	readonly userPoolId?: string;
	readonly file: string;
	readonly port: number;
	readonly open: boolean;
}

export function addReview(program: Command): void {
	const command = program
		.command("review")
		.description("review rated events on a local web page that writes the decisions file")
		.option("--user-pool-id <id>", "ID of the user pool (default: the one in the file)", field("userPoolId"))
		.option("--file <path>", "decisions file; created if it does not exist", "feedback.yaml")
		.option("--port <port>", "TCP port on 127.0.0.1; 0 selects any free port", port, 0)
		.option("--no-open", "print the address of the page without opening a browser");
	addEventOptions(command).action(review);
}

async function review(options: ReviewOptions): Promise<void> {
	const { file: path, port, open } = options;
	// Report mistakes in the file before listing anything.
	const { userPoolId } = openFile(path, options.userPoolId);
	const opened = await openEvents({ ...options, userPoolId });
	const events = await storedEvents(opened.store, opened.filter);
	await opened.store.close();
	const users = opened.listed?.users ?? new Set(events.map(({ username }) => username)).size;
	reportReading(opened);
	const stopping = stopSignal();
	const page = await servePage({
		path,
		userPoolId,
		events,
		port,
		onSaved: ({ decisions }) =>
			process.stdout.write(`Saved: ${printable(path)} has ${counted(decisions.length, "decision")}.\n`),
	});
	process.stdout.write(
		`${counted(events.length, "event")} of ${counted(users, "user")} to review; press Ctrl-C to stop:\n${page.url}\n`,
	);
	if (open) await openBrowser(page.url);
	if (!stopping.aborted) await once(stopping, "abort");
	await page.close();
	process.exitCode = 0;
}

/** The address works in any browser, so that one which cannot be opened is no failure. */
async function openBrowser(url: string): Promise<void> {
	try {
		const { default: open } = await import("open");
		const opened = await open(url);
		opened.on("error", () => {});
	} catch {
		process.stderr.write(errorLine("could not open a browser; open the address above yourself."));
	}
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
