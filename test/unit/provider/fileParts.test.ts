import { expect } from "chai";
import fc from "fast-check";
import { divide } from "#provider/fileParts";

/** This many event IDs that differ only in their ends. */
function eventIds(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `event-${index}`);
}

function divided(ids: readonly string[]): Map<string, number> {
	const parts = divide(Object.fromEntries(ids.map((id) => [id, id])));
	return new Map(parts.flatMap((part, index) => Object.keys(part).map((id) => [id, index] as const)));
}

describe("the decisions of a file", () => {
	it("are one set up to 10,000, without a copy", () => {
		const decisions = Object.fromEntries(eventIds(10_000).map((id) => [id, id]));
		const parts = divide(decisions);
		expect(parts).to.have.length(1);
		expect(parts[0]).to.equal(decisions);
		expect(divide({})).to.deep.equal([{}]);
	});

	for (const [count, sets] of [
		[10_001, 8],
		[50_000, 8],
		[60_000, 8],
		[60_001, 64],
	] as const)
		it(`are ${sets} sets for ${count}, each with at most 10,000, and none is lost`, () => {
			const parts = divide(Object.fromEntries(eventIds(count).map((id) => [id, id])));
			const sizes = parts.map((part) => Object.keys(part).length);
			expect(sizes).to.have.length(sets);
			expect(sizes.reduce((sum, size) => sum + size)).to.equal(count);
			expect(Math.max(...sizes)).to.be.at.most(10_000);
			// Evenly, so that the sets share the work.
			expect(Math.min(...sizes)).to.be.greaterThan((count / sets) * 0.8);
		});

	it("stay in their sets, whatever other decisions are added and removed", () => {
		const base = eventIds(10_500);
		const before = divided(base);
		const more = fc.uniqueArray(fc.stringMatching(/^[\w+-]{1,50}$/), { maxLength: 200 });
		fc.assert(
			fc.property(more, fc.nat(400), fc.nat(10_000), (added, taken, from) => {
				const rest = base.toSpliced(from, taken);
				const now = divided([...added.reverse(), ...rest]);
				for (const id of rest) if (!added.includes(id)) expect(now.get(id)).to.equal(before.get(id));
			}),
			{ numRuns: 5 },
		);
	});

	it("move only to new sets at a step, never to an existing one", () => {
		const ids = eventIds(60_001);
		const [few, many] = [divided(ids.slice(0, 60_000)), divided(ids)];
		for (const [id, part] of few) expect((many.get(id) ?? Number.NaN) % 8).to.equal(part);
	});
});
