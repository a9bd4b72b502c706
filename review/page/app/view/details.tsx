import { useSignal } from "@preact/signals";
import type { ReviewEvent } from "../model/event.ts";
import { grouped } from "../model/grouped.ts";
import { clockOf, dayOf, localClock, momentOf } from "../model/time.ts";
import { useReview } from "./context.ts";
import { DecisionButtons } from "./decisionButtons.tsx";
import { Fold } from "./fold.tsx";
import { RiskBadge } from "./riskBadge.tsx";

/** All that is known of the current event, and the decision on it; or the decision on the selected ones. */
export function Details() {
	const { list } = useReview();
	const isOpen = useSignal(false);
	const event = list.find(list.current.value);
	const several = list.selection.value.size;
	return (
		<aside class="details" aria-label="Decision" data-open={isOpen}>
			<Fold isOpen={isOpen} words={["Details", "Less"]} />
			{several > 1 ? <Several count={several} /> : event ? <One event={event} /> : <p>No event to show.</p>}
		</aside>
	);
}

function Several({ count }: { readonly count: number }) {
	const review = useReview();
	const values = new Set(review.list.targets.map((eventId) => review.drafts.decision(eventId).value));
	return (
		<>
			<h2>{grouped(count)} events selected</h2>
			<div class="decide">
				<DecisionButtons
					value={values.size === 1 ? [...values][0] : undefined}
					of={`${count} events`}
					onDecide={(value) => review.decide(value)}
				/>
				<Note />
				<button type="button" class="plain" onClick={() => review.list.deselect()}>
					Clear selection
				</button>
			</div>
		</>
	);
}

function One({ event }: { readonly event: ReviewEvent }) {
	const review = useReview();
	const { eventId, username, type } = event;
	return (
		<>
			<h2>
				{type ?? "Event"} of <span class="name">{username}</span>
			</h2>
			<div class="decide">
				<DecisionButtons
					value={review.drafts.decision(eventId).value}
					of={`the event of ${username}`}
					onDecide={(value) => review.toggle(eventId, value)}
				/>
				<Note />
			</div>
			<Evidence event={event} />
			<Others event={event} />
		</>
	);
}

function Note() {
	const review = useReview();
	const drafts = review.list.targets.map((eventId) => review.drafts.decision(eventId));
	const notes = new Set(drafts.map(({ note }) => note));
	const undecided = drafts.some(({ value, note }) => value === undefined && note !== "");
	return (
		<label class="note">
			<span>Note</span>
			<textarea
				id="note"
				rows={2}
				placeholder={notes.size > 1 ? "Different notes" : "Reason for the decision"}
				value={notes.size === 1 ? [...notes][0] : ""}
				onInput={(event) => review.note(event.currentTarget.value)}
				onKeyDown={leave}
			/>
			{undecided && <span class="hint">Saved once there is a decision.</span>}
		</label>
	);
}

/** Escape goes back to the table, where keys decide. */
function leave(press: KeyboardEvent): void {
	if (press.key !== "Escape") return;
	press.preventDefault();
	document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
}

function Evidence({ event }: { readonly event: ReviewEvent }) {
	const { at, timeZone, feedback, challenges = [], riskDecision } = event;
	const local = at !== undefined && timeZone !== undefined ? localClock(at, timeZone) : undefined;
	return (
		<dl class="evidence">
			<dt>Risk</dt>
			<dd>
				<RiskBadge event={event} /> {riskDecision === "NoRisk" ? "" : riskDecision}
				{event.compromisedCredentials && <strong class="leaked">Leaked password</strong>}
			</dd>
			<dt>Time</dt>
			<dd>
				{at === undefined ? "Unknown" : `${dayOf(at)}, ${clockOf(at)}`}
				{local && (
					<span class="aside">
						{" "}
						{local} local time ({timeZone})
					</span>
				)}
			</dd>
			<dt>Place</dt>
			<dd>{[event.city, event.country].filter(Boolean).join(", ") || "Unknown"}</dd>
			<dt>Address</dt>
			<dd class="code">{event.ipAddress ?? "Unknown"}</dd>
			<dt>Device</dt>
			<dd>{event.device ?? "Unknown"}</dd>
			<dt>Challenges</dt>
			<dd>{challenges.length === 0 ? "None" : challenges.join(", ")}</dd>
			<dt>Result</dt>
			<dd>{event.response ?? "Unknown"}</dd>
			<dt>Feedback</dt>
			<dd>
				{feedback === undefined
					? "None"
					: [
							feedback.value,
							feedback.provider && `by ${giver(feedback.provider)}`,
							feedback.date?.slice(0, 10),
						]
							.filter(Boolean)
							.join(", ")}
			</dd>
			<dt>Event</dt>
			<dd class="code">{event.eventId}</dd>
		</dl>
	);
}

/** What the same user did around that time, as context for the decision. */
function Others({ event }: { readonly event: ReviewEvent }) {
	const { list, drafts } = useReview();
	const others = list.othersOf(event, 5);
	if (others.length === 0) return null;
	return (
		<section class="others">
			<h3>
				Around the same time
				<button type="button" class="link" onClick={() => list.narrow({ user: event.username })}>
					Only this user
				</button>
			</h3>
			<ul>
				{others.map((other) => (
					<li key={other.eventId}>
						<button type="button" class="other" onClick={() => list.go(other.eventId)}>
							<span class="dot" data-risk={other.risk} aria-hidden="true" />
							<span>{other.at === undefined ? "Unknown time" : momentOf(other.at)}</span>
							<span class="where">{[other.type, other.city, other.country].filter(Boolean).join(", ")}</span>
							<span class="announcement">{drafts.decision(other.eventId).value ?? ""}</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

/** AWS names `Admin` alone; every other provider is the user. */
function giver(provider: string): string {
	if (provider === "Admin") return provider;
	return provider.toLowerCase() === "user" ? "the user" : `the user (${provider})`;
}
