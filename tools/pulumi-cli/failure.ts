import type { Ended } from "./run.ts";

/** Lines by which npm says that it failed, but not why. */
const empty = /^npm (error|ERR!)( (code|errno|syscall) .*| A complete log .*|\s*)$/;

/** Why a program failed, in one line: the first of its own that says something of an error, or its last one. */
export function reasonOf(ended: Ended): string {
	if (ended.how.startsWith("no end")) return ended.how;
	const lines = linesOf(ended).filter((line) => !empty.test(line));
	const line = lines.find((each) => /error/i.test(each)) ?? lines.at(-1);
	return (line ?? ended.how).replace(/^npm (error|ERR!) /, "").replace(/\.$/, "");
}

/** The last lines that a program wrote. */
export function lastLines(ended: Ended, count: number): string[] {
	return linesOf(ended).slice(-count);
}

function linesOf(ended: Ended): string[] {
	return ended.output.split("\n").filter((line) => line.trim() !== "");
}
