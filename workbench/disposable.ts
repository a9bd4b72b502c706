const leftovers = new Set<() => void>();
let isListening = false;

/** Has something done when the process ends early; the answer is what does it now, once. */
export function disposable(dispose: () => void): () => void {
	if (!isListening) {
		process.once("exit", () => {
			for (const rest of leftovers) rest();
		});
		isListening = true;
	}
	leftovers.add(dispose);
	return () => {
		if (leftovers.delete(dispose)) dispose();
	};
}
