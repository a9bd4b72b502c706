/** Collects the log messages of handlers while the tests of a suite run, instead of printing them. */
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
