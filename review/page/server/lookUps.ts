import { type AuthEvent, describeProvider } from "pulumi-cognito-feedback/internal/cognito";
import type { SnapshotEvent } from "../../store/page/events.ts";
import { type ComparedField, comparedFields, type Difference, type LookUpResponse } from "../protocol.ts";

/** Looks up one event in Cognito; `undefined` if it does not exist. The function may store the event. */
export type LookUp = (event: SnapshotEvent) => Promise<AuthEvent | undefined>;

/** Cognito's version of events that were read from a log. Each is looked up once, when a user opens it. */
export class LookUps {
	readonly #lookUp: LookUp | undefined;
	readonly #asked = new Map<number, Promise<AuthEvent | undefined>>();
	readonly #found = new Map<number, AuthEvent>();
	/** Events with feedback in Cognito that the log did not have. */
	readonly withFeedback = new Set<number>();

	constructor(lookUp: LookUp | undefined) {
		this.#lookUp = lookUp;
	}

	/** What Cognito returned, if the event was looked up. */
	found(row: number): AuthEvent | undefined {
		return this.#found.get(row);
	}

	async open(event: SnapshotEvent): Promise<LookUpResponse> {
		if (event.source !== "log" || this.#lookUp === undefined) return { kind: "none" };
		const asked = this.#asked.get(event.row) ?? this.#lookUp(event);
		this.#asked.set(event.row, asked);
		try {
			const found = await asked;
			if (found === undefined) return { kind: "missing" };
			this.#found.set(event.row, found);
			if (found.feedback) this.withFeedback.add(event.row);
			return { kind: "found", differences: differencesOf(event, found) };
		} catch (error) {
			// The event is looked up again when it is next opened.
			this.#asked.delete(event.row);
			return { kind: "failed", problem: error instanceof Error ? error.message : String(error) };
		}
	}
}

/** The fields whose values differ, and feedback that only Cognito has. */
function differencesOf(log: SnapshotEvent, api: AuthEvent): readonly Difference[] {
	return (Object.keys(comparedFields) as ComparedField[]).flatMap((field) => {
		const [one, other] = [words(log[field]), words(api[field])];
		const isNew = field === "feedback" && one === "" && other !== "";
		const isOther = one !== "" && other !== "" && one !== other;
		return isNew || isOther ? [{ field, log: one, api: other }] : [];
	});
}

function words(value: SnapshotEvent[ComparedField]): string {
	if (value === undefined) return "";
	if (typeof value !== "object") return String(value);
	if (!("value" in value)) return value.join(", ");
	const { value: feedback, provider } = value;
	return provider === undefined || provider === "Admin"
		? feedback
		: `${feedback} by ${describeProvider(provider)}`;
}
