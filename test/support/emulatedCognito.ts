import { CognitoClient } from "#provider/cognito/client";
import type { Connection } from "#provider/cognito/connection";
import {
	type Emulator,
	type EmulatorAuthEvent,
	type EmulatorOptions,
	startEmulator,
} from "#provider/emulator/index";
import { closedAfterEach } from "./closedAfterEach.ts";

/** An emulator, and the provider's client to call it with. */
export interface EmulatedCognito {
	readonly emulator: Emulator;
	readonly client: CognitoClient;
}

/** The user of the pool that {@link emulatedCognitos} starts with. */
export const poolUser = { userPoolId: "eu-central-1_AbCdEf123", username: "alice" };

/** For a `describe`: starts emulators in which `alice` has these events, and closes them after each test. */
export function emulatedCognitos() {
	const closed = closedAfterEach();
	return async (
		events: EmulatorAuthEvent[],
		options: EmulatorOptions = {},
		connection: Connection = {},
	): Promise<EmulatedCognito> => {
		const Users = [{ Username: "alice", AuthEvents: events }];
		const UserPools = [poolUser.userPoolId, "us-east-1_Other", "local_Pool"].map((Id) => ({ Id, Users }));
		const emulator = closed(await startEmulator({ content: { UserPools }, ...options }));
		return { emulator, client: new CognitoClient({ endpoint: emulator.endpoint, ...connection }) };
	};
}
