/** Items in batches of a size, as the event store returns events. */
export async function* inBatches<T>(items: readonly T[], size = 2): AsyncGenerator<readonly T[]> {
	for (let first = 0; first < items.length; first += size) yield items.slice(first, first + size);
}

/** The whole text of an output. */
export async function wholeText(parts: AsyncIterable<string>): Promise<string> {
	return (await Array.fromAsync(parts)).join("");
}
