import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { type Store, takeSnapshot } from "#review/store/index";
import type { Action } from "../../../../review/page/protocol.ts";
import { storeMany } from "../../../../workbench/manyStored.ts";
import { fewEvents } from "../../../../workbench/pageEvents.ts";
import { noFilter as filter, pageVisits } from "../../../support/pageVisits.ts";

describe("a page on the server", () => {
	const { folder, emptyStore, snapshotOf, visit, visitFew } = pageVisits();

	const acts = fc.constantFrom<Action>(
		{ kind: "decide", value: "Valid" },
		{ kind: "decide", value: "Invalid" },
		{ kind: "clear" },
		{ kind: "note", text: "why" },
		{ kind: "skip" },
		{ kind: "at", position: 3 },
		{ kind: "selectRange", from: 1, to: 4 },
		{ kind: "select", row: 2, position: 2 },
		{ kind: "selectAll" },
		{ kind: "deselect" },
		{ kind: "toggle", row: 2, value: "Valid" },
		{ kind: "decideGroup", group: { by: "user", key: [1] }, value: "Invalid", note: "all" },
		{ kind: "view", spec: { filter, order: "riskiest" } },
		{ kind: "view", spec: { filter: { ...filter, unreviewed: true }, order: "newest" } },
		{ kind: "view", spec: { filter: { ...filter, user: "BO" }, order: "user" } },
	);

	it("counts each event as decided or undecided, and returns to its initial state when everything is undone", async () => {
		const snapshot = await snapshotOf((store) => store.addEvents(fewEvents));
		await fc.assert(
			fc.asyncProperty(fc.array(acts, { maxLength: 20 }), async (all) => {
				const person = await visit(snapshot);
				for (const action of all) {
					const { state, rows, list, current } = await person.act(action);
					expect(rows).to.have.length(list.total);
					expect(rows.filter(({ isSelected }) => isSelected)).to.have.length(state.selected);
					expect(rows.map(({ row }) => row)).to.include(current?.row);
				}
				await person.act({ kind: "view", spec: { filter, order: "newest" } });
				const decided = person.update.rows.filter(({ decision }) => decision.value !== undefined).length;
				expect(person.update.state.counts.undecided).to.equal(fewEvents.length - decided);
				while (person.update.state.canUndo) await person.act({ kind: "undo" });
				expect(person.update.state.hasUnsaved).to.equal(false);
				expect(person.update.state.counts).to.deep.equal({
					undecided: 6,
					changed: 0,
					saved: 0,
					elsewhere: 0,
				});
			}),
			{ numRuns: 20 },
		);
	});

	it("keeps a note without a decision as unsaved, and saves it with one", async () => {
		const person = await visitFew();
		await person.act({ kind: "note", text: "ask alice " });
		expect(person.update.state).to.include({ hasUnsaved: true, canSave: false });
		await person.act({ kind: "decide", value: "Valid" });
		await person.save();
		const { decisions } = readFeedbackFile(join(folder(), "feedback.yaml"));
		expect(decisions.get("e1")).to.include({ username: "alice", feedbackValue: "Valid", note: "ask alice" });
	});

	it("decides on a group in one step, limited to the filtered events", async () => {
		const person = await visitFew();
		await person.act({
			kind: "view",
			spec: { filter: { ...filter, risks: ["medium", "low"] }, order: "newest" },
		});
		const { groups } = await person.groups({ by: "user", order: "largest" });
		expect(groups.map(({ values, count }) => [...values, count])).to.deep.equal([["bob", 2]]);
		const key = groups[0]?.key ?? [];
		await person.act({ kind: "decideGroup", group: { by: "user", key }, value: "Invalid", note: "TICKET-1" });
		expect(person.update).to.deep.include({ acted: 2 });
		expect((await person.groups({ by: "user", order: "largest" })).groups[0]).to.include({
			invalid: 2,
			valid: 0,
		});
		expect(person.update.rows.map(({ decision }) => decision)).to.deep.equal(
			Array(2).fill({ value: "Invalid", note: "TICKET-1" }),
		);
		await person.act({ kind: "undo" });
		expect(person.update.state.counts.changed).to.equal(0);
	});

	it("counts an event with a decision in place of its feedback, not twice", async () => {
		const person = await visitFew();
		await person.act({ kind: "view", spec: { filter: { ...filter, user: "carol" }, order: "newest" } });
		const carols = async () => (await person.groups({ by: "user", order: "largest" })).groups[0];
		expect(await carols()).to.include({ count: 2, valid: 1, invalid: 0 });
		await person.go("e5");
		await person.act({ kind: "decide", value: "Invalid" });
		expect(await carols()).to.include({ count: 2, valid: 0, invalid: 1 });
	});

	it("reads little for a key press, however many events there are", async () => {
		const store = await emptyStore();
		await storeMany(store, 20_000);
		let [statements, rows] = [0, 0];
		const counting: Pick<Store, "rows"> = {
			async rows<T extends object>(sql: string, values?: readonly (string | number)[]) {
				const found = await store.rows<T>(sql, values);
				statements++;
				rows += found.length;
				return found;
			},
		};
		const person = await visit(await takeSnapshot(counting));
		await person.act({ kind: "skip" });
		[statements, rows] = [0, 0];
		for (let key = 0; key < 150; key++) {
			const action = ([{ kind: "decide", value: "Valid" }, { kind: "skip" }] as const)[key % 2] ?? {
				kind: "skip",
			};
			await person.act(action);
		}
		expect(statements).to.be.at.most(2);
		expect(rows).to.be.at.most(300);
	});

	it("rejects more decisions than a file allows, naming the limit, and changes nothing", async function () {
		this.timeout(120_000);
		const person = await visit(await snapshotOf((store) => storeMany(store, 60_000)));
		const { groups } = await person.groups({ by: "client", order: "largest" });
		const group = { by: "client" as const, key: groups[0]?.key ?? [] };
		const decideAll = { kind: "decideGroup", group, value: "Valid", note: "" } as const;
		const refusal = (action: Action) =>
			person.act(action).then(
				() => "done",
				(error: Error & { status?: number }) => `${error.status} ${error.message}`,
			);
		expect(await refusal({ kind: "selectAll" })).to.match(/^413 There are more than 50,000 events/);
		expect(await refusal({ kind: "selectRange", from: 0, to: 50_000 })).to.match(/^413 /);
		await person.act(decideAll);
		expect(person.update.acted).to.equal(20_000);
		const others = (await person.groups({ by: "client", order: "largest" })).groups.slice(1);
		await person.act({ ...decideAll, group: { by: "client", key: others[0]?.key ?? [] } });
		expect(await refusal({ ...decideAll, group: { by: "client", key: others[1]?.key ?? [] } })).to.equal(
			"413 The decisions file would have 60,000 decisions; the limit of the review page is 50,000. Decide on fewer events, or start another file with --file.",
		);
		await person.act({ kind: "look" });
		expect(person.update.state.counts).to.include({ changed: 40_000, undecided: 20_000 });
	});

	it("draws a blind sample, which hides the risk and feedback of each event until it is decided", async () => {
		const events = fewEvents.map((event) => ({ ...event, feedback: { value: "Valid" } }));
		const person = await visitFew(events);
		await person.act({ kind: "sample", size: 4, isBlind: true });
		const { list, rows, timeline = [] } = person.update;
		expect(list.total).to.equal(4);
		const hidden = ["risk", "riskLevel", "riskDecision", "compromisedCredentials", "feedback", "statement"];
		for (const row of rows)
			expect(Object.keys(row).filter((name) => hidden.includes(name))).to.deep.equal([]);
		expect(
			timeline
				.slice(0, -1)
				.flat()
				.every((count) => count === 0),
		).to.equal(true);
		// Neither a filter nor an order reveals it.
		const spec = {
			filter: { ...list.spec.filter, risks: ["high" as const], unreviewed: true },
			order: "riskiest" as const,
		};
		await person.act({ kind: "view", spec });
		expect(person.update.list).to.deep.equal({ total: 4, spec: list.spec });
		const said = { filter: { ...list.spec.filter, says: "not-me" as const }, order: "not-me" as const };
		await person.act({ kind: "view", spec: said });
		expect(person.update.list).to.deep.equal({ total: 4, spec: list.spec });
		await person.act({ kind: "decide", value: "Invalid" });
		const [decided, ...others] = person.update.rows;
		expect(decided).to.include({
			riskDecision: events.find(({ eventId }) => eventId === decided?.eventId)?.riskDecision,
		});
		expect(decided?.feedback).to.deep.equal({ value: "Valid" });
		for (const row of others) expect(row).not.to.have.property("risk");
	});

	it("saves a sample with all its events, and shows it in the next page", async () => {
		const at = "2026-11-20T09:12:00Z";
		const snapshot = await snapshotOf(async (store) => {
			await store.addEvents(fewEvents);
			await store.setStatements(
				fewEvents.map(({ eventId }) => ({ eventId, wasMe: false, at, sameSession: false })),
			);
		});
		const person = await visit(snapshot, {
			source: "logs",
			window: { since: "2026-11-01" },
			filter: { risk: "Low" },
		});
		await person.act({
			kind: "view",
			spec: { filter: { ...filter, user: "alice", says: "not-me" as const }, order: "newest" },
		});
		await person.act({ kind: "sample", size: 2, isBlind: true });
		expect(person.update.state).to.include({ canSave: true, hasUnsaved: true });
		await person.save();
		const [sample] = readFeedbackFile(join(folder(), "feedback.yaml")).samples;
		expect(sample).to.deep.include({
			...{ source: "logs", since: "2026-11-01", population: 2, size: 2, blind: true },
			filter: { risk: "Low", user: "alice", says: "not-me" },
		});
		expect(sample?.events).to.have.members(["e1", "e6"]);
		const later = await visit(snapshot);
		const [known] = later.update.state.samples;
		expect(known).to.include({ size: 2, decided: 0, isBlind: true });
		expect(later.update.rows.filter(({ risk }) => risk === undefined)).to.have.length(2);
		await later.act({
			kind: "view",
			spec: { filter: { ...filter, sample: known?.id ?? "" }, order: "newest" },
		});
		expect(later.update.list.total).to.equal(2);
	});
});
