import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import { networkOf, type PoolEvent } from "../reportPool.ts";

/** The decisions of a file, by event ID. */
export type Decisions = ReadonlyMap<string, { readonly feedbackValue: FeedbackValue }>;

/** An event with what the report derives from it. */
export interface Fact extends PoolEvent {
	readonly level: "High" | "Medium" | "Low" | "None" | "Other";
	readonly feedback: "Valid" | "Invalid" | "None";
	readonly feedbackAt: number | null;
	readonly network: string | null;
}

/** A period in milliseconds. */
export interface Window {
	readonly since?: number;
	readonly until?: number;
}

/**
 * All events as facts: the start of the second, simple implementation of the report. It uses no SQL, keeps every event, and
 * counts in loops.
 */
export function factsOf(
	events: readonly PoolEvent[],
	decisions: Decisions,
	{ since, until }: Window = {},
): Fact[] {
	const facts: Fact[] = [];
	for (const event of events) {
		if (event.time !== null && since !== undefined && event.time < since) continue;
		if (event.time !== null && until !== undefined && event.time >= until) continue;
		const decided = decisions.get(event.event_id)?.feedbackValue;
		const given =
			event.feedback_value === "Valid" || event.feedback_value === "Invalid" ? event.feedback_value : null;
		facts.push({
			...event,
			level: levelOf(event.risk_level),
			feedback: decided ?? given ?? "None",
			feedbackAt: decided === undefined || decided === given ? event.feedback_time : null,
			network: networkOf(event.ip),
		});
	}
	return facts;
}

export function levelOf(level: string | null): Fact["level"] {
	if (level === null) return "None";
	return level === "High" || level === "Medium" || level === "Low" ? level : "Other";
}

export const isHigh = ({ level }: { readonly level: string }) => level === "High" || level === "Medium";

export function users(facts: readonly { readonly username: string }[]): number {
	return new Set(facts.map(({ username }) => username)).size;
}

/** Groups in the order of their first item. */
export function groups<T>(items: readonly T[], key: (item: T) => unknown): T[][] {
	return [...Map.groupBy(items, (item) => JSON.stringify(key(item))).values()];
}
