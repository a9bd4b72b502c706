/** Keeps what handlers log while the tests of a suite run, in place of printing it. */
export function keptWarnings(): string[] {
	const { warn, error } = console;
	const kept: string[] = [];
	before(() => {
		console.warn = console.error = (text: string) => void kept.push(text);
	});
	after(() => {
		Object.assign(console, { warn, error });
	});
	return kept;
}
