import { plugin } from "../../workbench/project/adapters.ts";
import { killRows } from "../faults/kills.ts";
import { killTest } from "../support/killTest.ts";

describe("A run that is killed", () => {
	const throughPlugin = killRows
		.filter(({ isUpdate }) => !isUpdate)
		.map((row) => ({ ...row, adapter: plugin }));

	for (const row of [...killRows, ...throughPlugin]) {
		const { count } = row.work;
		const others = row.isUpdate || row.adapter ? [] : [row.victim === "the CLI" ? 0 : count];
		killTest(row, [count / 2, ...others]);
	}
});
