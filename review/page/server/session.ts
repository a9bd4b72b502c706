import { randomBytes } from "node:crypto";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import { groupCondition } from "../../store/page/filter.ts";
import type { GroupPage, GroupQuery } from "../../store/page/groupings.ts";
import type { View, ViewSpec } from "../../store/page/view.ts";
import {
	type Action,
	type ActRequest,
	type DraftDecision,
	noFilter,
	type PageRow,
	type PageState,
	type Update,
} from "../protocol.ts";
import type { OpenedFile, Saving } from "./decisionsFile.ts";
import { Drafts, noDecision } from "./drafts.ts";
import { maxDecisions } from "./limits.ts";
import type { List } from "./list.ts";
import { toRow } from "./pageRow.ts";
import type { Review } from "./review.ts";
import { Samples } from "./samples.ts";
import { Selection } from "./selection.ts";

/** The current event, which keys apply to, and its position in the list. */
type Current = ActRequest["current"];

const wholeList: ViewSpec = { filter: noFilter, order: "newest" };

/** The unsaved changes and the list of an open page. */
export class Session {
	readonly id = randomBytes(18).toString("base64url");
	/** The last report of the page. */
	report: string | undefined;
	readonly #review: Review;
	#selection = new Selection();
	readonly #drafts: Drafts;
	#opened: OpenedFile;
	#list: List;
	readonly #samples: Samples;

	private constructor(review: Review, opened: OpenedFile, list: List) {
		this.#review = review;
		this.#opened = opened;
		this.#list = list;
		this.#drafts = new Drafts(opened.decisions, opened.elsewhere);
		this.#samples = new Samples(opened.samples);
	}

	static async open(review: Review): Promise<Session> {
		const opened = await review.file.read();
		return new Session(review, opened, await review.list(opened, wholeList));
	}

	get hasUnsaved(): boolean {
		return this.#drafts.hasUnsaved || this.#samples.unsaved.length > 0;
	}

	/** The event at a position of the list, or else another. */
	async at(position: number, otherwise?: Current): Promise<Current> {
		const row = await this.#list.at(position);
		return row === undefined ? otherwise : { row, position };
	}

	/** Performs an action of the user. */
	async act({ action, current, range }: ActRequest): Promise<Update> {
		const before = this.#list;
		const { at, acted = 0 } = await this.#do(action, current);
		return this.update(at, range, { acted, isNewList: this.#list !== before });
	}

	async update(
		current: Current,
		range: ActRequest["range"],
		{ acted = 0, isNewList = true } = {},
	): Promise<Update> {
		const { view } = this.#list;
		const place = current?.position;
		const isNear = place === undefined || (place >= range.offset && place < range.offset + range.count);
		const offset = Math.max(0, isNear ? range.offset : place - Math.floor(range.count / 2));
		const rows = await this.#rows(offset, range.count);
		const drawn = rows.find(({ row }) => row === current?.row);
		const [shown] = drawn || !current ? [drawn] : await this.rowsOf([current.row], place);
		return {
			state: this.#state,
			list: { spec: view.spec, total: view.total },
			...(isNewList && { timeline: this.#timeline }),
			rows,
			...(shown && { current: shown }),
			acted,
		};
	}

	/** Gets events that are shown beside the list. */
	async rowsOf(rows: readonly number[], position?: number): Promise<readonly PageRow[]> {
		const events = await this.#review.events.read(rows);
		return events.map((event) => this.#toRow(event, position));
	}

	/** Whether risk and feedback of an event are hidden. */
	isHidden(row: number): boolean {
		return this.#samples.hides(row) && !this.#isDecided(row);
	}

	async groups(query: GroupQuery): Promise<GroupPage> {
		if (this.#samples.isBlind(this.#list.view.spec))
			throw new HttpError(400, "A blind sample has no groups: they would show what it hides.");
		return this.#review.groups.page(this.#list.view.condition, query, new Map(this.#drafts.decided()));
	}

	async save(): Promise<Saving> {
		const { changes } = this.#drafts;
		const events = await this.#review.decidedEvents([...changes.keys()]);
		const result = await this.#review.file.save(this.#opened, changes, events, this.#samples.unsaved);
		if ("saved" in result) this.#takeOver(result.opened, true);
		return result;
	}

	async #do(action: Action, current: Current): Promise<{ acted?: number; at: Current }> {
		const stay = (acted = 0) => ({ acted, at: current });
		switch (action.kind) {
			case "look":
				return stay();
			case "view":
				return { at: await this.#show(action.spec, current) };
			case "decide": {
				const { value } = action;
				const acted = this.#change(current, (draft) => ({ ...draft, value }));
				const last = this.#selection.size > 0 ? this.#selection.last : current?.position;
				this.#selection = new Selection();
				return { acted, at: await this.#goOn(last, current) };
			}
			case "toggle": {
				const { row, value } = action;
				const isOn = this.#drafts.decision(row).value === value;
				const to = ({ note }: DraftDecision) => ({ note, ...(!isOn && { value }) });
				return stay(this.#drafts.change([row], to, current?.row));
			}
			case "decideGroup": {
				const { group, value, note } = action;
				const rows = await this.#list.view.rows(maxDecisions + 1, groupCondition(group));
				refuseTooMany(rows.length);
				const to = { value, ...(note !== "" && { note }) };
				return stay(this.#drafts.change(rows, (draft) => ({ ...draft, ...to }), current?.row));
			}
			case "clear":
				return stay(this.#change(current, () => noDecision));
			case "note": {
				const { text } = action;
				const tag = `note ${this.#selection.number} ${current?.row}`;
				return stay(this.#change(current, (draft) => ({ ...draft, note: text }), tag));
			}
			case "undo":
				return this.#undo(current);
			case "skip":
				return { at: await this.#goOn(current?.position, current) };
			case "go":
				return { at: await this.#place(action.row) };
			case "at":
				return { at: await this.at(action.position, current) };
			case "select":
				this.#selection = this.#selection.toggled(action.row, action.position);
				return stay();
			case "selectRange": {
				const [from, to] = [Math.min(action.from, action.to), Math.max(action.from, action.to)];
				const count = to - from + 1;
				refuseTooMany(count);
				this.#selection = new Selection(new Set(await this.#list.view.page(from, count)), to);
				return stay();
			}
			case "selectAll": {
				const { total } = this.#list.view;
				const isAll = this.#selection.size === total;
				if (!isAll) refuseTooMany(total);
				this.#selection = isAll
					? new Selection()
					: new Selection(new Set(await this.#list.view.rows(total)), total - 1);
				return stay();
			}
			case "deselect":
				this.#selection = new Selection();
				return stay();
			case "sample": {
				const { size, isBlind } = action;
				const id = this.#samples.add(await this.#review.draw(this.#list.view, size, isBlind));
				const filter = { ...noFilter, sample: id };
				return { acted: size, at: await this.#show({ ...wholeList, filter }, current) };
			}
			case "reload":
				this.#takeOver(await this.#review.file.read(), false);
				return { at: await this.#show(this.#list.view.spec, current) };
		}
	}

	/** Changes the decisions on the selected events, or on the current one. */
	#change(current: Current, to: Parameters<Drafts["change"]>[1], tag?: string): number {
		const targets = this.#selection.size > 0 ? this.#selection.rows : current ? [current.row] : [];
		return this.#drafts.change(targets, to, current?.row, tag);
	}

	async #undo(current: Current): Promise<{ acted?: number; at: Current }> {
		const step = this.#drafts.undo();
		if (step === undefined) return { at: current };
		this.#selection = new Selection();
		const at = step.current === undefined ? current : await this.#place(step.current);
		return { acted: step.before.size, at };
	}

	/** Shows another list. The current event stays current if the list contains it. */
	async #show(wanted: ViewSpec, current: Current): Promise<Current> {
		const { spec, rows } = this.#samples.listOf(wanted);
		this.#list = await this.#review.list(this.#opened, spec, rows);
		this.#selection = this.#selection.kept(await this.#list.view.keep(this.#selection.rows));
		return current && (await this.#place(current.row, true));
	}

	#takeOver(opened: OpenedFile, areSaved: boolean): void {
		this.#opened = opened;
		this.#drafts.rebase(opened.decisions, opened.elsewhere);
		this.#samples.rebase(opened.samples, areSaved);
	}

	#isDecided(row: number): boolean {
		return this.#drafts.decision(row).value !== undefined;
	}

	/** Moves to the next undecided event, or else to the next one. */
	async #goOn(after: number | undefined, current: Current): Promise<Current> {
		if (after === undefined) return current;
		const isUndecided = (row: number) => !this.#isDecided(row);
		const position =
			(await this.#list.next(after, isUndecided)) ?? Math.min(after + 1, this.#list.view.total - 1);
		return this.at(position, current);
	}

	/** The position of an event; if the list does not contain it, optionally that of the first event of the list. */
	async #place(row: number, orFirst = false): Promise<Current> {
		const position = await this.#list.view.positionOf(row);
		if (position !== undefined) return { row, position };
		return orFirst ? this.at(0) : { row };
	}

	async #rows(offset: number, count: number): Promise<readonly PageRow[]> {
		const { events: cache } = this.#review;
		const rows = await this.#list.rows(offset, count);
		// A user who moves from event to event needs one more each time, so the next ones are read as well.
		if (!cache.has(rows)) await cache.read(await this.#list.rows(offset, count + readAhead));
		const events = await cache.read(rows);
		return events.map((event, index) => this.#toRow(event, offset + index));
	}

	#toRow(event: Parameters<typeof toRow>[0], position: number | undefined): PageRow {
		const { row } = event;
		return toRow(event, {
			...(position !== undefined && { position }),
			found: this.#review.lookUps.found(row),
			isHidden: this.isHidden(row),
			decision: this.#drafts.decision(row),
			isChanged: this.#drafts.isChanged(row),
			isSelected: this.#selection.rows.has(row),
		});
	}

	/** A blind sample shows when its events happened, and not how they were rated. */
	get #timeline(): View["timeline"] {
		const { timeline } = this.#list.view;
		if (!this.#samples.isBlind(this.#list.view.spec)) return timeline;
		const [first = []] = timeline;
		const all = first.map((_, bin) => timeline.reduce((sum, counts) => sum + (counts[bin] ?? 0), 0));
		return timeline.map((counts, rank) => (rank === timeline.length - 1 ? all : counts.map(() => 0)));
	}

	get #state(): PageState {
		const drafts = this.#drafts;
		const { decided, ...counts } = drafts.counts;
		const { file, elsewhere } = this.#opened;
		const undecided = this.#review.options.snapshot.count - decided;
		return {
			path: file.path,
			counts: { undecided, ...counts, elsewhere },
			hasUnsaved: this.hasUnsaved,
			canSave: counts.changed > 0 || this.#samples.unsaved.length > 0,
			canUndo: drafts.canUndo,
			selected: this.#selection.size,
			common: this.#selection.common((row) => drafts.decision(row)),
			samples: this.#samples.state((row) => this.#isDecided(row)),
		};
	}
}

/** The number of events below the visible ones that are read with them. */
const readAhead = 200;

function refuseTooMany(count: number): void {
	if (count > maxDecisions)
		throw new HttpError(
			413,
			`There are more than ${maxDecisions.toLocaleString("en")} events, which is the limit of the review page. Narrow the filters first.`,
		);
}
