import { type Signal, useSignal } from "@preact/signals";
import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { comparedFields, type LookUpResponse, type PageRow, type PageState } from "../../protocol.ts";
import { ask, Problem } from "../api.ts";
import {
	clockOf,
	dayOf,
	feedbackDetails,
	grouped,
	localClock,
	momentOf,
	placeOf,
	statementWords,
} from "../model/words.ts";
import { useReview } from "./context.ts";
import { Button, DecisionButtons, Fold, RiskBadge } from "./controls.tsx";

/** The details of the current event and its decision, or the decision on the selected events. */
export function Details() {
	const review = useReview();
	const isOpen = useSignal(false);
	const event = review.current.value;
	const several = review.state.value.selected;
	return (
		<aside class="details" aria-label="Decision" data-open={isOpen}>
			<Fold isOpen={isOpen} words={["Details", "Less"]} />
			{several > 1 ? <Several count={several} /> : event ? <One event={event} /> : <p>No event to show.</p>}
		</aside>
	);
}

function Several({ count }: { readonly count: number }) {
	const review = useReview();
	const { common } = review.state.value;
	return (
		<>
			<h2>{grouped(count)} events selected</h2>
			<div class="decide">
				<DecisionButtons
					value={common.value}
					of={`${count} events`}
					onDecide={(value) => review.decide(value)}
				/>
				<Note of="selection" decision={common} />
				<Button onClick={() => review.deselect()}>Clear selection</Button>
			</div>
		</>
	);
}

function One({ event }: { readonly event: PageRow }) {
	const review = useReview();
	const { username, type, decision } = event;
	const beside = useBeside(event);
	return (
		<>
			<h2>
				{type ?? "Event"} of <span class="name">{username}</span>
			</h2>
			<div class="decide">
				<DecisionButtons
					value={decision.value}
					of={`the event of ${username}`}
					onDecide={(value) => review.toggle(event, value)}
				/>
				<Note of={String(event.row)} decision={decision} />
			</div>
			<Evidence event={event} />
			<LookedUp lookUp={beside.value.lookUp} />
			<Others event={event} others={beside.value.others} />
		</>
	);
}

interface NoteProps {
	/** Identifies the events of the note, so that other events get another text. */
	readonly of: string;
	/** Without a note if the notes of the events differ. */
	readonly decision: PageState["common"];
}

function Note({ of, decision: { value, note } }: NoteProps) {
	const review = useReview();
	const field = useRef<HTMLTextAreaElement>(null);
	// Not while the user types, because the server is a few letters behind.
	useLayoutEffect(() => {
		if (field.current && field.current !== document.activeElement) field.current.value = note ?? "";
	}, [of, note]);
	return (
		<label class="note">
			<span>Note</span>
			<textarea
				key={of}
				ref={field}
				id="note"
				rows={2}
				placeholder={note === undefined ? "Different notes" : "Reason for the decision"}
				onInput={(event) => review.note(event.currentTarget.value)}
				onKeyDown={leave}
			/>
			{note && value === undefined && <span class="hint">Saved once there is a decision.</span>}
		</label>
	);
}

/** Escape returns the focus to the table, where keys make decisions. */
function leave(press: KeyboardEvent): void {
	if (press.key !== "Escape") return;
	press.preventDefault();
	document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
}

function Evidence({ event }: { readonly event: PageRow }) {
	const { at, timeZone, risk, riskDecision, feedback, statement } = event;
	const local = at !== undefined && timeZone !== undefined ? localClock(at, timeZone) : undefined;
	const given = feedback === undefined ? "None" : feedbackDetails(feedback, event.decision);
	const facts: readonly (readonly [name: string, fact: ComponentChildren, look?: string])[] = [
		[
			"Risk",
			<>
				<RiskBadge event={event} /> {riskDecision === "NoRisk" ? "" : riskDecision}
				{event.compromisedCredentials && <strong class="leaked">Leaked password</strong>}
			</>,
		],
		[
			"Time",
			<>
				{at === undefined ? "Unknown" : `${dayOf(at)}, ${clockOf(at)}`}
				{local && <span class="aside">{` ${local} local time (${timeZone})`}</span>}
			</>,
		],
		["Place", placeOf(event) || "Unknown"],
		["Address", event.ipAddress ?? "Unknown", "code"],
		["Device", event.device ?? "Unknown"],
		["Challenges", event.challenges?.join(", ") || "None"],
		["Result", event.response ?? "Unknown"],
		["Feedback", risk === undefined ? "Hidden" : given],
		["User says", statement && statementWords(statement)],
		["Event", event.eventId, "code"],
	];
	return (
		<dl class="evidence">
			{facts.map(
				([name, fact, look]) =>
					fact !== undefined && (
						<Fragment key={name}>
							<dt>{name}</dt>
							<dd class={look}>{fact}</dd>
						</Fragment>
					),
			)}
		</dl>
	);
}

/** What Cognito returned for an event from a log, where the two differ. */
function LookedUp({ lookUp }: { readonly lookUp: LookUpResponse | undefined }) {
	if (lookUp === undefined || lookUp.kind === "none") return null;
	return (
		<section class="looked-up" aria-label="In Cognito">
			{lookUp.kind === "missing" && <p>Cognito no longer has this event.</p>}
			{lookUp.kind === "failed" && <p>The look-up in Cognito failed: {lookUp.problem}</p>}
			{lookUp.kind === "found" && <h3>In Cognito</h3>}
			{lookUp.kind === "found" && lookUp.differences.length === 0 && <p>The same as in the log.</p>}
			{lookUp.kind === "found" && lookUp.differences.length > 0 && (
				<ul>
					{lookUp.differences.map(({ field, log, api }) => (
						<li key={field}>
							{comparedFields[field]}: <strong>{api}</strong>
							{log === "" ? " (not in the log)" : ` (in the log: ${log})`}
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

interface OthersProps {
	readonly event: PageRow;
	readonly others: readonly PageRow[];
}

/** Events of the same user around that time, as context for the decision. */
function Others({ event, others }: OthersProps) {
	const review = useReview();
	if (others.length === 0) return null;
	return (
		<section class="others">
			<h3>
				Around the same time
				<Button class="link" onClick={() => review.narrow({ user: event.username })}>
					Only this user
				</Button>
			</h3>
			<ul>
				{others.map((other) => (
					<li key={other.row}>
						<Button class="other" onClick={() => review.go(other)}>
							<span class="dot" data-risk={other.risk ?? "hidden"} aria-hidden="true" />
							<span>{other.at === undefined ? "Unknown time" : momentOf(other.at)}</span>
							<span class="where">{[other.type, other.city, other.country].filter(Boolean).join(", ")}</span>
							<span class="announcement">{other.decision.value ?? ""}</span>
						</Button>
					</li>
				))}
			</ul>
		</section>
	);
}

/** Information about an event that is requested after the user stays on it. */
interface Beside {
	readonly others: readonly PageRow[];
	readonly lookUp?: LookUpResponse;
}

/** A user who holds a key down passes events without opening them. */
const patience = 150;

/** Requests further information about an event. It arrives after the event, or not at all. */
export function useBeside({ row }: PageRow): Signal<Beside> {
	const review = useReview();
	const beside = useSignal<Beside>({ others: [] });
	const version = review.version.value;

	useEffect(() => {
		beside.value = { others: [] };
	}, [row]);
	useEffect(() => {
		let isOver = false;
		const request = { session: review.opened.session, row };
		const keep = (part: Partial<Beside>) => {
			if (!isOver) beside.value = { ...beside.value, ...part };
		};
		const timer = setTimeout(() => {
			ask("details", request).then(keep, ignoreProblem);
			ask("lookup", request).then((found) => {
				const isNew = beside.value.lookUp === undefined && found.kind === "found";
				keep({ lookUp: found });
				if (isNew && !isOver) review.refresh();
			}, ignoreProblem);
		}, patience);
		return () => {
			isOver = true;
			clearTimeout(timer);
		};
	}, [row, version]);
	return beside;
}

/** If the server fails, the next action fails as well and reports why. */
function ignoreProblem(error: unknown): void {
	if (!(error instanceof Problem)) throw error;
}
