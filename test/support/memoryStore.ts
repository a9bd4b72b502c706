import { openStore, type Store } from "#review/store/index";

/** For a `describe`: an empty store in memory, which is opened before each test and closed after it. */
export function memoryStore(userPoolId: string): () => Store {
	let store: Store | undefined;
	beforeEach(async () => {
		store = await openStore({ userPoolId, region: "eu-central-1" }, { cache: false });
	});
	afterEach(() => store?.close());
	return () => {
		if (!store) throw new Error("The store is not open");
		return store;
	};
}
