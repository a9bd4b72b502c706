import type { PoolEvents } from "../listing/listPool.ts";
import { errorLine, fail } from "./fail.ts";
import { sameUserText, userFailureTexts } from "./messages.ts";

/** Reports users that could not be listed, which makes the exit code 1, and those that are the same. */
export function reportUsers({ failures, sameUsers }: PoolEvents): void {
	for (const pair of sameUsers) process.stderr.write(errorLine(sameUserText(pair)));
	for (const text of userFailureTexts(failures)) fail(new Error(text));
}
