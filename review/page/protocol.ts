/**
 * The messages between the page and its server: JSON, at the address that contains the token. The server keeps the events, the
 * unsaved decisions and the selection; the page keeps only the rendered rows, so the browser's memory does not grow with the
 * number of events.
 */
import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import type { SnapshotEvent } from "../store/page/events.ts";
import type { GroupRef, PageFilter } from "../store/page/filter.ts";
import type { GroupPage, GroupQuery } from "../store/page/groupings.ts";
import type { Risk } from "../store/page/risk.ts";
import type { Scale } from "../store/page/scale.ts";
import type { ViewSpec } from "../store/page/view.ts";

/** Matches every event. */
export const noFilter: PageFilter = {
	risks: [],
	user: "",
	country: "",
	type: "",
	says: "",
	unreviewed: false,
};

/** GET `open`: data that does not change while the server runs, and the initial list. */
export interface OpenResponse {
	/** Identifies this page in all further requests. */
	readonly session: string;
	readonly userPoolId: string;
	readonly count: number;
	readonly scale?: Scale;
	/** The number of events of each risk, in the order of `risks`. */
	readonly risks: readonly number[];
	/** The values of some fields, the most frequent first. */
	readonly values: { readonly country: readonly string[]; readonly type: readonly string[] };
	/** Whether there are statements of users. */
	readonly hasStatements: boolean;
	/** Why events may be missing, such as a source that failed midway. */
	readonly notices: readonly string[];
	/** The rate at which feedback is submitted, per second. */
	readonly feedbackPerSecond: number;
	/** Whether samples are blind by default. */
	readonly blind: boolean;
	readonly hasReport: boolean;
	readonly update: Update;
}

/** A decision being edited: a value, or only a note so far. */
export interface DraftDecision {
	readonly value?: FeedbackValue;
	readonly note: string;
}

/** An event of the list. Its number stays the same as long as the server runs. */
export interface PageRow extends Omit<SnapshotEvent, "time" | "risk"> {
	/** Its position in the list; missing if the list does not contain it. */
	readonly position?: number;
	/** `undefined`, like the statement and the feedback, if the event belongs to a blind sample and is undecided. */
	readonly risk?: Risk;
	readonly decision: DraftDecision;
	/** Whether the decision differs from the file. */
	readonly isChanged: boolean;
	readonly isSelected: boolean;
}

export interface Counts {
	/** Events without a decision. */
	readonly undecided: number;
	/** Events whose decision differs from the file. */
	readonly changed: number;
	/** Listed events whose decision equals the file's. */
	readonly saved: number;
	/** Decisions in the file on events that are not listed, for example because Cognito no longer has them. */
	readonly elsewhere: number;
}

/** A sample of the file, or one that is drawn and not saved yet. */
export interface PageSample {
	readonly id: string;
	readonly size: number;
	/** The number of its events with a decision. */
	readonly decided: number;
	/** ISO 8601. */
	readonly drawn: string;
	readonly isBlind: boolean;
}

export interface PageState {
	/** The path of the file, as given at the start. */
	readonly path: string;
	readonly counts: Counts;
	/** Whether closing the page would lose changes. */
	readonly hasUnsaved: boolean;
	/** Whether saving would change the file. */
	readonly canSave: boolean;
	readonly canUndo: boolean;
	readonly selected: number;
	/** The common value and note of the decisions on the selected events. */
	readonly common: { readonly value?: FeedbackValue; readonly note?: string };
	readonly samples: readonly PageSample[];
}

/** A range of rows of the list. */
export interface Range {
	readonly offset: number;
	readonly count: number;
}

/** An action of the user. Decisions apply to the selected events, or to the current one. */
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
	/** Moves to an event, by its number or by its position in the list. */
	| { readonly kind: "go"; readonly row: number }
	| { readonly kind: "at"; readonly position: number }
	| { readonly kind: "select"; readonly row: number; readonly position: number }
	| { readonly kind: "selectRange"; readonly from: number; readonly to: number }
	| { readonly kind: "selectAll" }
	| { readonly kind: "deselect" }
	| { readonly kind: "sample"; readonly size: number; readonly isBlind: boolean }
	/** Reads the file again, and keeps the unsaved changes on top of it. */
	| { readonly kind: "reload" };

/** The session, which every request but the first contains. */
export interface SessionRequest {
	readonly session: string;
}

/** POST `act`. */
export interface ActRequest extends SessionRequest {
	readonly action: Action;
	/** The current event and its position. */
	readonly current?: { readonly row: number; readonly position?: number };
	/** The rendered part of the list. */
	readonly range: Range;
}

/** The state of the page after an action. */
export interface Update {
	readonly state: PageState;
	readonly list: { readonly spec: ViewSpec; readonly total: number };
	/** The number of events of each risk in each bin of the timeline; only if the list changed. */
	readonly timeline?: readonly (readonly number[])[];
	/** Rows around the current event, or the requested range. */
	readonly rows: readonly PageRow[];
	readonly current?: PageRow;
	/** The number of events that the action applied to. */
	readonly acted: number;
}

/** POST `groups`: groups of the events of the list. */
export type GroupsRequest = SessionRequest & GroupQuery;

/** POST `details`: further information about the current event. */
export interface DetailsRequest extends SessionRequest {
	readonly row: number;
}

export interface DetailsResponse {
	/** Events of the same user around that time, newest first. */
	readonly others: readonly PageRow[];
}

/** POST `lookup`: looks up an event in Cognito, once. Only for events that were read from a log. */
export type LookUpResponse =
	/** Where Cognito and the log differ. */
	| { readonly kind: "found"; readonly differences: readonly Difference[] }
	/** Cognito has no such event, or no longer has it. */
	| { readonly kind: "missing" }
	| { readonly kind: "failed"; readonly problem: string }
	/** The event came from Cognito, or look-ups are not available. */
	| { readonly kind: "none" };

/** The fields that a look-up compares, with their names on the page. */
export const comparedFields = {
	type: "Type",
	response: "Result",
	riskLevel: "Risk level",
	riskDecision: "Risk decision",
	compromisedCredentials: "Leaked password",
	ipAddress: "Address",
	device: "Device",
	city: "City",
	country: "Country",
	challenges: "Challenges",
	feedback: "Feedback",
} as const satisfies { readonly [Field in keyof SnapshotEvent]?: string };
export type ComparedField = keyof typeof comparedFields;

export interface Difference {
	readonly field: ComparedField;
	readonly log: string;
	readonly api: string;
}

/** POST `report`: generates the report of the store and the saved file. */
export interface ReportResponse {
	/** The address of the report. */
	readonly address: string;
}

/** POST `save`: the changes were written to the file. */
export interface SavedResponse {
	readonly path: string;
	/** The number of decisions in the file. */
	readonly decisions: number;
	/** The number of changed decisions. */
	readonly changed: number;
	/** The saved changes as a unified diff; a long one is cut off. */
	readonly diff: string;
}

/** POST `save`, status 409: the file changed since it was read. Nothing was written. */
export interface ConflictResponse {
	/** The changes on disk, as a unified diff; a long one is cut off. */
	readonly theirs: string;
	/** The changes that were not saved, in the same format. */
	readonly ours: string;
}

/** Any other failure: what failed and how to fix it. */
export interface ProblemResponse {
	readonly problem: string;
}

/** The requests and responses of each POST path. `save` is not among them, because it has two responses. */
export interface Posts {
	readonly act: (request: ActRequest) => Update;
	readonly groups: (request: GroupsRequest) => GroupPage;
	readonly details: (request: DetailsRequest) => DetailsResponse;
	readonly lookup: (request: DetailsRequest) => LookUpResponse;
	readonly report: (request: SessionRequest) => ReportResponse;
}
