import type { Command } from "commander";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { counted } from "../report/words/numbers.ts";
import { removeStores, storesFolder } from "../store/index.ts";

export function addForget(program: Command): void {
	program
		.command("forget")
		.description(
			"remove the event stores of all pools, with all events and files that they keep on this machine",
		)
		.action(() => {
			const folder = printable(storesFolder());
			const removed = removeStores();
			process.stdout.write(
				removed === 0
					? `${folder} has no event stores.\n`
					: `Removed ${counted(removed, "event store")} from ${folder}.\n`,
			);
		});
}
