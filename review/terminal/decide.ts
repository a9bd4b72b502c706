import { styleText } from "node:util";
import type { Command } from "commander";
import {
	changeFeedbackFile,
	type FeedbackFile,
	FeedbackFileError,
	type FileDecision,
	openFeedbackFile,
	saveFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";
import {
	type AuthEvent,
	connect,
	EventHistory,
	type EventRef,
	type FeedbackValue,
	printable,
	reviewedEvidence,
} from "pulumi-cognito-feedback/internal/cognito";
import { diffOf } from "../diff.ts";
import { type AccessOptions, accessOf, addAccessOptions } from "./access.ts";
import { field } from "./arguments.ts";
import { missingText } from "./messages.ts";

interface DecideOptions extends AccessOptions {
	readonly userPoolId?: string;
	readonly username: string;
	readonly note?: string;
	readonly file: string;
}

export function addDecide(program: Command): void {
	const command = program
		.command("decide")
		.description("write a decision on an event into the decisions file, which Pulumi applies")
		.argument("<event>", "ID of the auth event", field("eventId"))
		.argument("<value>", "Valid (it was the user) or Invalid (it was not)", field("feedbackValue"))
		.option("--user-pool-id <id>", "ID of the user pool (default: the one in the file)", field("userPoolId"))
		.requiredOption("--username <name>", "username, `sub` or alias of the event's user", field("username"))
		.option("--note <text>", "reason for the decision; an empty note removes it", field("note"))
		.option("--file <path>", "decisions file; created if it does not exist", "feedback.yaml");
	addAccessOptions(command).action(decide);
}

async function decide(eventId: string, value: FeedbackValue, options: DecideOptions): Promise<void> {
	const { username, note } = options;
	const file = open(options);
	const event = await findEvent(options, { userPoolId: file.userPoolId, username, eventId });
	const before = file.decisions.get(eventId);
	const why = note ?? before?.note;
	const decision: FileDecision = {
		username,
		feedbackValue: value,
		...(why && { note: why }),
		evidence: reviewedEvidence(event),
	};
	const text = changeFeedbackFile(file, new Map([[eventId, decision]]));
	saveFeedbackFile(file, text);
	const diff = diffOf(file.text, text, options.file);
	process.stdout.write(
		diff === "" ? `${printable(options.file)} already contains this decision.\n` : coloured(diff),
	);
}

function open({ file, userPoolId }: DecideOptions): FeedbackFile {
	try {
		return openFeedbackFile(file, userPoolId);
	} catch (error) {
		if (!(error instanceof FeedbackFileError) || !error.isMissing) throw error;
		throw new Error(`${error.message}; add \`--user-pool-id <id>\` to create it`);
	}
}

async function findEvent(options: DecideOptions, ref: EventRef): Promise<AuthEvent> {
	const found = await new EventHistory(connect(accessOf(options)), ref).lookUp(ref.eventId);
	if (found.outcome !== "found") throw new Error(missingText(ref, found));
	return found.event;
}

function coloured(diff: string): string {
	return diff
		.split("\n")
		.map((line) => {
			const text = printable(line.replace(/\r$/, ""));
			if (/^(\+\+\+|---)/.test(line)) return text;
			if (line.startsWith("+")) return styleText("green", text);
			return line.startsWith("-") ? styleText("red", text) : text;
		})
		.join("\n");
}
