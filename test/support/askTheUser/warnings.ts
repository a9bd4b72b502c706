/** Keeps what handlers log while the tests of a suite run, in place of printing it. */
export function keptWarnings(): string[] {
	const { warn } = console;
	const kept: string[] = [];
	before(() => {
		console.warn = (text: string) => void kept.push(text);
	});
	after(() => {
		console.warn = warn;
	});
	return kept;
}
