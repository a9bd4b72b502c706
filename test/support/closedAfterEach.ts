interface Closable {
	close(): Promise<void>;
}

/** For a `describe`: closes after each test what the test opened. */
export function closedAfterEach(): <T extends Closable>(opened: T) => T {
	const open: Closable[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((each) => each.close()));
	});
	return (opened) => {
		open.push(opened);
		return opened;
	};
}
