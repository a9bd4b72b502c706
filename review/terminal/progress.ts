/** A progress line on the terminal that is overwritten; nothing if standard error is not a terminal. */
export class ProgressLine {
	#shown = 0;

	show(text: string): void {
		// Several updates a second are enough.
		if (!process.stderr.isTTY || Date.now() - this.#shown < 100) return;
		process.stderr.write(`\r\x1b[K${text}`);
		this.#shown = Date.now();
	}

	end(): void {
		if (this.#shown > 0) process.stderr.write("\r\x1b[K");
		this.#shown = 0;
	}
}
