/** How far something is, in a line of the terminal that is overwritten; nothing where standard error is no terminal. */
export class ProgressLine {
	#shown = 0;

	show(text: string): void {
		// Several times a second is enough for a person.
		if (!process.stderr.isTTY || Date.now() - this.#shown < 100) return;
		process.stderr.write(`\r\x1b[K${text}`);
		this.#shown = Date.now();
	}

	end(): void {
		if (this.#shown > 0) process.stderr.write("\r\x1b[K");
		this.#shown = 0;
	}
}
