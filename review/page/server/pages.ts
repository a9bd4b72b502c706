import type { FeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import { reportPage } from "../../report/page/html.ts";
import type { Report } from "../../report/report.ts";
import { documentOf } from "../../report/words/document.ts";
import { aroundTheSameTime } from "../../store/page/events.ts";
import type { GroupPage } from "../../store/page/groupings.ts";
import type { DetailsResponse, LookUpResponse, OpenResponse, ReportResponse, Update } from "../protocol.ts";
import type { Saving } from "./decisionsFile.ts";
import { maxSessions } from "./limits.ts";
import { toActRequest, toDetailsRequest, toGroupsRequest, toSessionRequest } from "./requests.ts";
import { Review, type ReviewOptions } from "./review.ts";
import { Session } from "./session.ts";

export interface PagesOptions extends ReviewOptions {
	/** Reasons why events may be missing, as text. */
	readonly notices?: readonly string[];
	/** The rate at which feedback is submitted, per second. */
	readonly feedbackPerSecond?: number;
	/** Whether samples are blind by default. */
	readonly blind?: boolean;
	/** Generates the report of the store, with the decisions and samples of the file. */
	readonly report?: (file: FeedbackFile) => Promise<Report>;
}

/** The rows of the first screen: more than fit on most screens. */
const firstRows = { offset: 0, count: 60 };

/** The open pages and their requests, which are processed one at a time, because the store requires it. */
export class Pages {
	readonly #options: PagesOptions;
	readonly #review: Review;
	readonly #sessions = new Map<string, Session>();
	readonly #turns = new Turns();
	/** Reports have their own queue, so that decisions are possible between the statements of a report. */
	readonly #reports = new Turns();

	private constructor(options: PagesOptions) {
		this.#options = options;
		this.#review = new Review(options);
	}

	/** @throws FeedbackFileError if the file is invalid. */
	static async create(options: PagesOptions): Promise<Pages> {
		const pages = new Pages(options);
		// Loads the data of the first page before it is requested.
		await pages.#turns.take(async () => (await Session.open(pages.#review)).update(undefined, firstRows));
		return pages;
	}

	open(): Promise<OpenResponse> {
		return this.#turns.take(async () => {
			const session = await Session.open(this.#review);
			this.#keep(session);
			const update = await session.update(await session.at(0), firstRows);
			const { snapshot, userPoolId, notices = [], feedbackPerSecond = 25, blind = false } = this.#options;
			return {
				session: session.id,
				userPoolId,
				count: snapshot.count,
				...(snapshot.scale && { scale: snapshot.scale }),
				risks: snapshot.risks,
				values: {
					country: snapshot.values.country.map(({ value }) => value),
					type: snapshot.values.type.map(({ value }) => value),
				},
				hasStatements: snapshot.stated > 0,
				notices,
				feedbackPerSecond,
				blind,
				hasReport: this.#options.report !== undefined,
				update,
			};
		});
	}

	act(body: unknown): Promise<Update> {
		const request = toActRequest(body);
		return this.#turns.take(() => this.#session(request.session).act(request));
	}

	groups(body: unknown): Promise<GroupPage> {
		const request = toGroupsRequest(body);
		return this.#turns.take(() => this.#session(request.session).groups(request));
	}

	details(body: unknown): Promise<DetailsResponse> {
		const { session: id, row } = toDetailsRequest(body);
		return this.#turns.take(async () => {
			const session = this.#session(id);
			const others = await aroundTheSameTime(this.#options.snapshot, row, 5);
			return { others: await session.rowsOf(others.map((event) => event.row)) };
		});
	}

	/** Not queued, because Cognito may be slow. */
	async lookUp(body: unknown): Promise<LookUpResponse> {
		const { session: id, row } = toDetailsRequest(body);
		const session = this.#session(id);
		const [event] = await this.#turns.take(() => this.#review.events.read([row]));
		if (event === undefined) throw new HttpError(400, `Event ${row} is not part of this review.`);
		const found = await this.#review.lookUps.open(event);
		if (found.kind !== "found" || !session.isHidden(row)) return found;
		const hidden = ["feedback", "riskLevel", "riskDecision", "compromisedCredentials"];
		return { ...found, differences: found.differences.filter(({ field }) => !hidden.includes(field)) };
	}

	save(body: unknown): Promise<Saving> {
		const { session } = toSessionRequest(body);
		return this.#turns.take(() => this.#session(session).save());
	}

	/** Generates the report, which the page then loads from its address. */
	makeReport(body: unknown): Promise<ReportResponse> {
		const { report } = this.#options;
		const session = this.#session(toSessionRequest(body).session);
		if (report === undefined) throw new HttpError(404, "This page has no report.");
		return this.#reports.take(async () => {
			const { file } = await this.#review.file.read();
			session.report = reportPage(documentOf(await report(file)));
			return { address: `report/${session.id}` };
		});
	}

	/** The last report of a page. */
	report(id: string): string {
		const report = this.#sessions.get(id)?.report;
		if (report === undefined)
			throw new HttpError(404, "This report no longer exists. Open it again from the page.");
		return report;
	}

	#session(id: string): Session {
		const session = this.#sessions.get(id);
		if (session === undefined)
			throw new HttpError(
				410,
				`More than ${maxSessions} pages are open, or the command was started again. Reload the page.`,
			);
		this.#keep(session);
		return session;
	}

	/** Adds a session as the most recent one. Above the limit, drops a session without unsaved changes, or else the oldest. */
	#keep(session: Session): void {
		this.#sessions.delete(session.id);
		this.#sessions.set(session.id, session);
		if (this.#sessions.size <= maxSessions) return;
		const [oldest] = this.#sessions.values();
		const idle = [...this.#sessions.values()].find((each) => each !== session && !each.hasUnsaved) ?? oldest;
		if (idle) this.#sessions.delete(idle.id);
	}
}

/** Runs functions one at a time. */
class Turns {
	#last: Promise<unknown> = Promise.resolve();

	take<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#last.then(work);
		this.#last = result.catch(() => {});
		return result;
	}
}
