import { inputOf, operationOf, respond } from "./awsJson.ts";
import type { EmulatorContent } from "./content.ts";
import { openContent } from "./contentFile.ts";
import { EmulatorError } from "./error.ts";
import { FaultPlan } from "./faults/plan.ts";
import { faultyResponse } from "./faults/response.ts";
import type { EmulatorFaultRule, EmulatorRequest } from "./faults/rule.ts";
import { FeedbackTokens } from "./feedbackTokens.ts";
import { serve } from "./httpServer.ts";
import type { EmulatorLogFaults } from "./logs.ts";
import { LogExport } from "./logs.ts";
import type { EmulatorNotice, EmulatorNotification } from "./notification.ts";
import { notificationOf } from "./notification.ts";
import { operations } from "./operations.ts";
import { Store } from "./store.ts";

/** The content of an emulator, its port and its faults. */
export interface EmulatorOptions {
	/**
	 * The content: user pools, users and their events. The emulator works on a copy.
	 *
	 * Optional; not with `file`. Default, without `file` as well: {@link exampleContent}. Changing it takes effect with the
	 * next start.
	 *
	 * Source: AWS API reference, UserPoolType, UserType and AuthEventType.
	 */
	content?: EmulatorContent;
	/**
	 * The path of a JSON file with the content, in the shape of {@link EmulatorContent}.
	 *
	 * Optional; not with `content`. Default: none. Changing it takes effect with the next start.
	 *
	 * Source: AWS API reference, UserPoolType, UserType and AuthEventType.
	 */
	file?: string;
	/**
	 * Whether to write the file back after each change, before the response, so that it survives the end of the
	 * process. A change that cannot be written fails with `InternalErrorException`.
	 *
	 * Optional; needs `file`. Default: `false`. Changing it takes effect with the next start.
	 */
	writeBack?: boolean;
	/**
	 * The TCP port on 127.0.0.1.
	 *
	 * Optional; a whole number from 0 to 65535. Default: 0, which selects a free port. Changing it takes effect with the next
	 * start.
	 *
	 * Source: Node.js docs, `server.listen()`.
	 */
	port?: number;
	/**
	 * The clock, for `FeedbackDate`.
	 *
	 * Optional. Default: the system's. Changing it takes effect with the next start. It may return any time at each call.
	 *
	 * Source: AWS API reference, EventFeedbackType, `FeedbackDate`.
	 */
	now?: () => Date;
	/**
	 * Called and awaited before each response. It can count or delay requests, or throw an {@link EmulatorError} as the
	 * response.
	 *
	 * Optional. Default: none. Changing it takes effect with the next start.
	 */
	onRequest?: (request: EmulatorRequest) => void | Promise<void>;
	/**
	 * The handler of a custom email sender: receives the message of each {@link Emulator.notify}, as a Lambda function would.
	 *
	 * Optional. Default: none. Changing it takes effect with the next start.
	 *
	 * Source: Amazon Cognito Developer Guide, "Custom email sender Lambda trigger".
	 */
	customEmailSender?: (event: EmulatorNotification) => void | Promise<void>;
	/**
	 * Faults that strike requests, such as throttling or a lost connection.
	 *
	 * Optional; if several rules apply to a request, the first one counts. Default: none. Changing it takes effect with the
	 * next start; {@link Emulator.inject} changes the faults of a running emulator.
	 *
	 * Source: AWS API reference, Common Errors, for the faults that AWS itself has.
	 */
	faults?: readonly EmulatorFaultRule[];
	/**
	 * The seed of faults with a probability: the same seed strikes the same requests.
	 *
	 * Optional; a whole number. Default: 1. Changing it makes such faults strike other requests, from the next start or
	 * {@link Emulator.inject} on.
	 */
	faultSeed?: number;
	/**
	 * A folder to which the emulator writes the events at the start, as Cognito exports them: one file for each user pool, even
	 * if the pool's settings name no destination. The lines contain no app client, and feedback only if the event had it at the
	 * start.
	 *
	 * Optional; the folder must exist. Default: none, and no lines are written. Changing it takes effect with the next start.
	 *
	 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools".
	 */
	logDir?: string;
	/**
	 * Faults in the delivery of log lines: doubled, lost, late and multi-step ones, drawn from `faultSeed`.
	 *
	 * Optional; needs `logDir`. Default: each line is written once. Changing it takes effect with the next start.
	 *
	 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools": delivery is best effort.
	 */
	logFaults?: EmulatorLogFaults;
}

/** A running emulator. */
export interface Emulator {
	/** Its address, such as `http://127.0.0.1:49152`: the `endpoint` of an AWS client. */
	readonly endpoint: string;
	/** All requests so far, in order of arrival; the list grows as long as the emulator runs. */
	readonly requests: readonly EmulatorRequest[];
	/** A copy of the current content. */
	content(): EmulatorContent;
	/**
	 * Replaces the faults for all later requests, and restarts the request count; `[]` ends all faults.
	 *
	 * @param seed as {@link EmulatorOptions.faultSeed}. Default: 1
	 * @throws EmulatorError `InvalidParameterException` if a rule is invalid; the faults then stay unchanged
	 */
	inject(faults: readonly EmulatorFaultRule[], seed?: number): void;
	/**
	 * Makes a pool a secondary replica that is active or not, from now on: {@link EmulatorUserPool.Replica}.
	 *
	 * @throws EmulatorError `ResourceNotFoundException` if the pool does not exist
	 */
	setReplica(userPoolId: string, state: "ACTIVE" | "INACTIVE"): void;
	/**
	 * Notifies a user of an event, as threat protection does: creates a token for feedback on it, and passes the trigger's
	 * event to {@link EmulatorOptions.customEmailSender}. `UpdateAuthEventFeedback` accepts the token once, within a day.
	 *
	 * @throws EmulatorError if the pool, the user or the event does not exist, or threat protection is off
	 * @throws Error if there is no `customEmailSender`, or its error
	 */
	notify(notice: EmulatorNotice): Promise<void>;
	/** Stops it: closes all connections at once and waits until writes are completed. May be called more than once. */
	close(): Promise<void>;
}

/**
 * Starts a small local Amazon Cognito for `AdminGetUser`, `AdminListUserAuthEvents`, `AdminUpdateAuthEventFeedback`,
 * `DescribeRiskConfiguration`, `DescribeUserPool`, `GetLogDeliveryConfiguration`, `ListUsers` and `UpdateAuthEventFeedback`. It
 * listens only on the loopback interface and does not verify signatures, so any credentials work.
 *
 * @throws Error if the content or a fault is invalid (the error names the place and what is expected), or if it cannot listen
 *   on the port
 * @example const emulator = await startEmulator({ file: "cognito.json" }); const client = new CognitoIdentityProviderClient({
 *   endpoint: emulator.endpoint, region: "eu-central-1" }); // … await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { content, save, saved } = await openContent(options);
	const store = new Store(content);
	const tokens = new FeedbackTokens();
	const now = options.now ?? (() => new Date());
	const requests: EmulatorRequest[] = [];
	const closing = new AbortController();
	let plan = new FaultPlan(options.faults ?? [], options.faultSeed);
	let closed: Promise<void> | undefined;
	const logs = openLogs(options, content);

	const server = await serve(options.port ?? 0, async ({ headers }, body) => {
		const operation = operationOf(headers);
		const input = inputOf(body);
		const fault = plan.strike(operation);
		const request = { operation, input, ...(fault && { fault }) };
		requests.push(request);
		await options.onRequest?.(request);
		logs?.writeLate();
		const carryOut = async () => {
			if (closed !== undefined) {
				// A request that was delayed must not change a file after its emulator was closed.
				throw new EmulatorError("InternalErrorException", "The emulator was closed.");
			}
			return respond(await operations[operation](input, { store, tokens, now, save }));
		};
		return fault ? faultyResponse(fault, request, carryOut, closing.signal) : carryOut();
	});

	return {
		endpoint: server.endpoint,
		requests,
		content: () => structuredClone(content),
		inject: (faults, seed) => {
			plan = new FaultPlan(faults, seed);
		},
		setReplica: (userPoolId, state) => {
			store.pool(userPoolId).Replica = state;
		},
		notify: async ({ userPoolId, username, eventId }) => {
			if (!options.customEmailSender) {
				throw new Error("`notify` requires the option `customEmailSender`, which receives the message.");
			}
			const found = store.event(userPoolId, username, eventId);
			const token = tokens.issue(found.event, now());
			await options.customEmailSender(notificationOf(found, token));
		},
		close: () => {
			closing.abort();
			logs?.writeLate();
			closed ??= server.close().then(saved);
			return closed;
		},
	};
}

function openLogs(
	{ logDir, logFaults, faultSeed }: EmulatorOptions,
	content: EmulatorContent,
): LogExport | undefined {
	if (logDir !== undefined) return new LogExport(logDir, content, logFaults, faultSeed);
	if (logFaults !== undefined) throw new Error("`logFaults` requires `logDir`.");
	return undefined;
}

/**
 * Runs an emulator as a program: prints its address, and ends on Ctrl-C or SIGTERM.
 *
 * @throws Error as {@link startEmulator} does
 */
export async function runEmulator(options: EmulatorOptions = {}): Promise<void> {
	const emulator = await startEmulator(options);
	// The process ends by itself, not by process.exit(), so that writes are completed and piped output is flushed.
	const stop = () => void emulator.close();
	process.once("SIGINT", stop);
	process.once("SIGTERM", stop);
	process.stdout.write(
		`Cognito emulator at ${emulator.endpoint} (AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${emulator.endpoint}); press Ctrl-C to stop it\n`,
	);
}
