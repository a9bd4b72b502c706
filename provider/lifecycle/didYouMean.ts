/** ` (did you mean …?)` where a text differs from a candidate in case and surrounding space only; else nothing. */
export function didYouMean(text: string, candidates: readonly string[]): string {
	const normalized = text.trim().toLowerCase();
	const meant = candidates.find((candidate) => candidate.toLowerCase() === normalized);
	return meant === undefined ? "" : ` (did you mean \`${meant}\`?)`;
}
