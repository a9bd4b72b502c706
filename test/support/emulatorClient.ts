import {
	AdminListUserAuthEventsCommand,
	type AdminListUserAuthEventsCommandOutput,
	AdminUpdateAuthEventFeedbackCommand,
	type AdminUpdateAuthEventFeedbackCommandInput,
	type AuthEventType,
	CognitoIdentityProviderClient,
	type FeedbackValueType,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Emulator, type EmulatorOptions, startEmulator } from "#provider/emulator/index";
import { rejectionOf } from "./buildRejection.ts";
import { closedAfterEach } from "./closedAfterEach.ts";

/** The error of a failed request, as the AWS SDK throws it. */
export interface EmulatorRejection {
	readonly name: string;
	readonly message: string;
	readonly status: number | undefined;
}

/** An emulator with its own AWS client; values are sent unchanged, even invalid ones. */
export class EmulatorUnderTest {
	readonly emulator: Emulator;
	readonly client: CognitoIdentityProviderClient;

	constructor(emulator: Emulator) {
		this.emulator = emulator;
		this.client = new CognitoIdentityProviderClient({
			endpoint: emulator.endpoint,
			region: "eu-central-1",
			credentials: { accessKeyId: "test", secretAccessKey: "test" },
			maxAttempts: 1,
		});
	}

	async submit(
		input: Partial<Record<keyof AdminUpdateAuthEventFeedbackCommandInput, unknown>>,
	): Promise<void> {
		await this.client.send(
			new AdminUpdateAuthEventFeedbackCommand(input as AdminUpdateAuthEventFeedbackCommandInput),
		);
	}

	/** Gives feedback on an event of the user `alice` in the pool `eu-central-1_Test`. */
	async give(EventId: string, FeedbackValue: FeedbackValueType, Username = "alice"): Promise<void> {
		await this.submit({ UserPoolId: "eu-central-1_Test", Username, EventId, FeedbackValue });
	}

	/** Lists a page of the events of the user `alice` in the pool `eu-central-1_Test`. */
	async list(input: Record<string, unknown> = {}): Promise<AdminListUserAuthEventsCommandOutput> {
		return this.client.send(
			new AdminListUserAuthEventsCommand({ UserPoolId: "eu-central-1_Test", Username: "alice", ...input }),
		);
	}

	async event(id: string): Promise<AuthEventType | undefined> {
		return (await this.list()).AuthEvents?.find((event) => event.EventId === id);
	}

	async close(): Promise<void> {
		this.client.destroy();
		await this.emulator.close();
	}
}

/** For a `describe`: starts emulators on free ports, and closes them after each test. */
export function emulators(): (options?: EmulatorOptions) => Promise<EmulatorUnderTest> {
	const closed = closedAfterEach();
	return async (options) => closed(new EmulatorUnderTest(await startEmulator(options)));
}

/** The error with which a request is rejected; throws if it succeeds. */
export async function refusalOf(request: Promise<unknown>): Promise<EmulatorRejection> {
	const { name, message, $metadata }: Error & { $metadata?: { httpStatusCode?: number } } =
		await rejectionOf(request);
	return { name, message, status: $metadata?.httpStatusCode };
}
