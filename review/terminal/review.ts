import { once } from "node:events";
import type { Command } from "commander";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { servePage } from "../page/server/index.ts";
import { type AccessOptions, addAccessOptions } from "./access.ts";
import { field, port, time } from "./arguments.ts";
import { errorLine } from "./fail.ts";
import { list, reportUsers } from "./list.ts";
import { openFile } from "./openFile.ts";
import { stopSignal } from "./signals.ts";
import { addUserOptions, type UserOptions } from "./users.ts";

interface ReviewOptions extends AccessOptions, UserOptions {
	readonly userPoolId?: string;
	readonly since?: string;
	readonly until?: string;
	readonly file: string;
	readonly port: number;
	readonly open: boolean;
}

export function addReview(program: Command): void {
	const command = program
		.command("review")
		.description("review rated events on a local web page that writes the decisions file")
		.option("--user-pool-id <id>", "ID of the user pool (default: the one in the file)", field("userPoolId"))
		.option("--since <time>", "earliest time to list, such as 7d, 2026-11-01 or 2026-11-20T08:00:00Z", time)
		.option("--until <time>", "time before which to list, such as 1d or 2026-11-20", time)
		.option("--file <path>", "decisions file; created if it does not exist", "feedback.yaml")
		.option("--port <port>", "TCP port on 127.0.0.1; 0 selects any free port", port, 0)
		.option("--no-open", "print the address of the page without opening a browser");
	addAccessOptions(addUserOptions(command)).action(review);
}

async function review(options: ReviewOptions): Promise<void> {
	const { since, until, file: path, port, open } = options;
	// Report mistakes in the file before listing anything.
	const { userPoolId } = openFile(path, options.userPoolId);
	const listed = await list(options, {
		userPoolId,
		filter: { ...(since !== undefined && { since }), ...(until !== undefined && { until }) },
	});
	const { events, users } = listed;
	reportUsers(listed);
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
