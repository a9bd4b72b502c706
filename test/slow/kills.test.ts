import { plugin } from "../../workbench/project/adapters.ts";
import { killName, killRows } from "../faults/kills.ts";
import { killTest, usualKills } from "../support/killTest.ts";

describe("A run that is killed", () => {
	const throughPlugin = killRows
		.filter(({ isUpdate }) => !isUpdate)
		.map((row) => ({ ...row, adapter: plugin }));
	const usual = usualKills.map(killName);

	for (const row of [...killRows, ...throughPlugin]) {
		const { count } = row.work;
		const middle = usual.includes(killName(row)) ? [] : [count / 2];
		const others = row.isUpdate || row.adapter ? [] : [row.victim === "the CLI" ? 0 : count];
		const moments = [...middle, ...others];
		if (moments.length > 0) killTest(row, moments);
	}
});
