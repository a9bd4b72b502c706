import { expect } from "chai";
import type { UserEvent } from "../../../../review/listing/listPool.ts";
import { pageEvent } from "../../../../workbench/pageEvents.ts";
import { noFilter, type Person, pageVisits } from "../../../support/pageVisits.ts";

describe("a page on the server with events from a log", () => {
	const { snapshotOf, visit, visitFew } = pageVisits();
	const asked: string[] = [];
	const inLog = pageEvent("l1", { riskLevel: "Low", city: "Berlin" });

	beforeEach(() => {
		asked.length = 0;
	});

	async function visitLog(response: () => Promise<UserEvent | undefined>): Promise<Person> {
		const snapshot = await snapshotOf(async (store) => {
			await store.addEvents([inLog]);
			await store.rows("UPDATE event SET source = 'log', time_zone = NULL");
		});
		return visit(snapshot, {
			lookUp: ({ eventId }) => {
				asked.push(eventId);
				return response();
			},
		});
	}

	it("looks up an event in Cognito once, and shows differences from the log", async () => {
		const person = await visitLog(async () => ({
			...inLog,
			city: "Hamburg",
			feedback: { value: "Valid", provider: "Admin" },
		}));
		const found = await person.lookUp(0);
		expect(found).to.deep.equal({
			kind: "found",
			differences: [
				{ field: "city", log: "Berlin", api: "Hamburg" },
				{ field: "feedback", log: "", api: "Valid" },
			],
		});
		await person.lookUp(0);
		expect(asked).to.deep.equal(["l1"]);
		await person.act({ kind: "look" });
		expect(person.update.rows[0]).to.deep.include({
			timeZone: "+01:00",
			feedback: { value: "Valid", provider: "Admin" },
		});
		// The event was decided, so it is reviewed.
		await person.act({ kind: "view", spec: { filter: { ...noFilter, unreviewed: true }, order: "newest" } });
		expect(person.update.list.total).to.equal(0);
	});

	it("shows no difference that reveals the risk or feedback of an undecided event of a blind sample", async () => {
		const person = await visitLog(async () => ({
			...inLog,
			...{ city: "Hamburg", riskLevel: "High", riskDecision: "Block" },
			feedback: { value: "Invalid" },
		}));
		const fields = async () => {
			const found = await person.lookUp(0);
			return found.kind === "found" && found.differences.map(({ field }) => field);
		};
		await person.act({ kind: "sample", size: 1, isBlind: true });
		expect(await fields()).to.deep.equal(["city"]);
		await person.act({ kind: "decide", value: "Valid" });
		expect(await fields()).to.have.members(["city", "riskLevel", "riskDecision", "feedback"]);
	});

	it("reports why a look-up failed, and retries it when the event is opened again", async () => {
		const person = await visitLog(async () => {
			throw new Error("no credentials");
		});
		expect(await person.lookUp(0)).to.deep.equal({ kind: "failed", problem: "no credentials" });
		await person.lookUp(0);
		expect(asked).to.have.length(2);
	});

	it("reports an event that no longer exists in Cognito, and looks up no event that the API listed", async () => {
		const person = await visitLog(async () => undefined);
		expect(await person.lookUp(0)).to.deep.equal({ kind: "missing" });
		expect(await (await visitFew()).lookUp(0)).to.deep.equal({ kind: "none" });
	});
});
