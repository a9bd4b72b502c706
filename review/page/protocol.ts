/**
 * The messages between the page and its server: JSON, under the address that contains the token. The server holds
 * events, decisions that are not saved yet, and the selection; the page holds what it draws, so that nothing in the
 * browser grows with the number of events.
 */
import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import type { UserEvent } from "../listing/listPool.ts";
import type { Statement } from "../statements.ts";
import type { GroupRef, PageFilter } from "../store/page/filter.ts";
import type { GroupPage, GroupQuery } from "../store/page/groupings.ts";
import type { Risk } from "../store/page/risk.ts";
import type { Scale } from "../store/page/scale.ts";
import type { ViewSpec } from "../store/page/view.ts";

/** Shows every event. */
export const noFilter: PageFilter = {
	risks: [],
	user: "",
	country: "",
	type: "",
	says: "",
	unreviewed: false,
};

/** GET `open`: what stays the same as long as the server runs, and the list in the beginning. */
export interface OpenResponse {
	/** Stands for this page in all further requests. */
	readonly session: string;
	readonly userPoolId: string;
	readonly count: number;
	readonly scale?: Scale;
	/** How many events of each risk there are, in the order of `risks`. */
	readonly risks: readonly number[];
	/** What the events have of some fields, the most frequent first. */
	readonly values: { readonly country: readonly string[]; readonly type: readonly string[] };
	/** Whether users say something about any of the events. */
	readonly hasStatements: boolean;
	/** Why events may be missing, such as a source that failed midway. */
	readonly notices: readonly string[];
	/** How many feedbacks a second Cognito takes. */
	readonly feedbackPerSecond: number;
	/** Whether samples are blind unless someone chooses otherwise. */
	readonly blind: boolean;
	readonly hasReport: boolean;
	readonly update: Update;
}

/** A decision as it is edited: a value, or only a note so far. */
export interface DraftDecision {
	readonly value?: FeedbackValue;
	readonly note: string;
}

/** An event of the list. */
export interface PageRow extends Omit<UserEvent, "time"> {
	/** The event's number, which stays the same as long as the server runs. */
	readonly row: number;
	/** Its place in the list; missing where the list does not have it. */
	readonly position?: number;
	/** When, in milliseconds since 1970. */
	readonly at?: number;
	/** `undefined` where the event is part of a blind sample and undecided. */
	readonly risk?: Risk;
	readonly clientId?: string;
	/** What the user says about it; hidden like the risk. */
	readonly statement?: Omit<Statement, "eventId">;
	readonly source: "log" | "api";
	readonly decision: DraftDecision;
	/** Whether the decision is not in the file as it is here. */
	readonly isChanged: boolean;
	readonly isSelected: boolean;
}

export interface Counts {
	/** Events without a decision. */
	readonly undecided: number;
	/** Events whose decision is not in the file as it is here. */
	readonly changed: number;
	/** Listed events whose decision is in the file as it is here. */
	readonly saved: number;
	/** Decisions in the file on events that are not listed: Cognito forgets events in time. */
	readonly elsewhere: number;
}

/** A sample that the file has, or that is drawn and not saved yet. */
export interface PageSample {
	readonly id: string;
	readonly size: number;
	/** How many of its events have a decision. */
	readonly decided: number;
	/** ISO 8601. */
	readonly drawn: string;
	readonly isBlind: boolean;
}

export interface PageState {
	/** Where the file is, as it was given at start. */
	readonly path: string;
	readonly counts: Counts;
	/** Whether leaving the page would lose something. */
	readonly hasUnsaved: boolean;
	/** Whether saving would change the file. */
	readonly canSave: boolean;
	readonly canUndo: boolean;
	readonly selected: number;
	/** What the decisions on the selected events have in common. */
	readonly common: { readonly value?: FeedbackValue; readonly note?: string };
	readonly samples: readonly PageSample[];
}

/** A part of the list: so many rows from a place on. */
export interface Range {
	readonly offset: number;
	readonly count: number;
}

/** What someone does at the page. Decisions are on the selected events, or on the current one. */
export type Action =
	| { readonly kind: "look" }
	| { readonly kind: "view"; readonly spec: ViewSpec }
	| { readonly kind: "decide"; readonly value: FeedbackValue }
	| { readonly kind: "toggle"; readonly row: number; readonly value: FeedbackValue }
	| {
			readonly kind: "decideGroup";
			readonly group: GroupRef;
			readonly value: FeedbackValue;
			readonly note: string;
	  }
	| { readonly kind: "clear" }
	| { readonly kind: "note"; readonly text: string }
	| { readonly kind: "undo" }
	| { readonly kind: "skip" }
	/** Goes to an event, by its number or by its place in the list. */
	| { readonly kind: "go"; readonly row: number }
	| { readonly kind: "at"; readonly position: number }
	| { readonly kind: "select"; readonly row: number; readonly position: number }
	| { readonly kind: "selectRange"; readonly from: number; readonly to: number }
	| { readonly kind: "selectAll" }
	| { readonly kind: "deselect" }
	| { readonly kind: "sample"; readonly size: number; readonly isBlind: boolean }
	/** Reads the file again, and keeps what is changed here on top of it. */
	| { readonly kind: "reload" };

/** Every request but the first. */
export interface SessionRequest {
	readonly session: string;
}

/** POST `act`. */
export interface ActRequest extends SessionRequest {
	readonly action: Action;
	/** The current event, and where it stands. */
	readonly current?: { readonly row: number; readonly position?: number };
	/** The part of the list that is drawn. */
	readonly range: Range;
}

/** How the page is after an action. */
export interface Update {
	readonly state: PageState;
	readonly list: { readonly spec: ViewSpec; readonly total: number };
	/** How many events of each risk each bin of the timeline has; only where the list is another one than before. */
	readonly timeline?: readonly (readonly number[])[];
	/** Rows around the current event, or else of the range that was asked for. */
	readonly rows: readonly PageRow[];
	readonly current?: PageRow;
	/** How many events the action was on. */
	readonly acted: number;
}

/** POST `groups`: groups of the events of the list. */
export type GroupsRequest = SessionRequest & GroupQuery;

/** POST `details`: what is worth a look beside the current event. */
export interface DetailsRequest extends SessionRequest {
	readonly row: number;
}

export interface DetailsResponse {
	/** What the same user did around that time, newest first. */
	readonly others: readonly PageRow[];
}

/** POST `lookup`: asks Cognito for an event, once. Only for events that were read from a log. */
export type LookUpResponse =
	| {
			readonly kind: "found";
			/** Where Cognito and the log differ. */
			readonly differences: readonly Difference[];
			/** What only Cognito has. */
			readonly event: Pick<UserEvent, "timeZone" | "response" | "feedback">;
	  }
	/** Cognito has no such event, any more. */
	| { readonly kind: "missing" }
	| { readonly kind: "failed"; readonly problem: string }
	/** The event came from Cognito, or nothing is there to ask with. */
	| { readonly kind: "none" };

export interface Difference {
	readonly field: keyof UserEvent;
	readonly log: string;
	readonly api: string;
}

/** POST `report`: makes the report of the store and the saved file. */
export interface ReportResponse {
	/** Where the page finds it. */
	readonly address: string;
}

/** POST `save` writes what is changed into the file. It was written. */
export interface SavedResponse {
	readonly path: string;
	/** How many decisions the file has. */
	readonly decisions: number;
	/** How many of them were changed. */
	readonly changed: number;
	/** Saved changes, as a unified diff; of a long one the beginning. */
	readonly diff: string;
}

/** POST `save`, status 409: the file is no longer as it was read. Nothing was written. */
export interface ConflictResponse {
	/** Changes on disk meanwhile, as a unified diff; of a long one the beginning. */
	readonly theirs: string;
	/** What would have been written, likewise. */
	readonly ours: string;
}

/** Any other failure: what happened and what to do. */
export interface ProblemResponse {
	readonly problem: string;
}

/** What each path takes with POST, and returns; `save` stands apart, since it has two responses. */
export interface Posts {
	readonly act: (request: ActRequest) => Update;
	readonly groups: (request: GroupsRequest) => GroupPage;
	readonly details: (request: DetailsRequest) => DetailsResponse;
	readonly lookup: (request: DetailsRequest) => LookUpResponse;
	readonly report: (request: SessionRequest) => ReportResponse;
}
