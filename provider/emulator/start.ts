import { checkHeaders, inputOf, operationOf, success } from "./awsJson.ts";
import type { EmulatorContent } from "./content.ts";
import { checkContent } from "./contentCheck.ts";
import type { ContentKeeper } from "./contentFile.ts";
import { contentKeeper, readContentFile } from "./contentFile.ts";
import { EmulatorError } from "./error.ts";
import { exampleContent } from "./exampleContent.ts";
import { FaultPlan } from "./faults/plan.ts";
import { faultyResponse } from "./faults/response.ts";
import type { EmulatorFaultRule } from "./faults/rule.ts";
import { FeedbackTokens } from "./feedbackTokens.ts";
import type { Handler } from "./httpServer.ts";
import { serve } from "./httpServer.ts";
import { LogExport } from "./logs/export.ts";
import type { EmulatorLogFaults } from "./logs/faults.ts";
import type { EmulatorNotice, EmulatorNotification } from "./notification.ts";
import { notificationOf } from "./notification.ts";
import type { Services } from "./operation.ts";
import type { EmulatorRequest } from "./request.ts";
import { Store } from "./store.ts";

/** What an emulator holds, where it listens, and how it fails. */
export interface EmulatorOptions {
	/**
	 * What it holds: user pools, users and their events. The emulator works on a copy.
	 *
	 * Optional; not with `file`. Default, without `file` as well: {@link exampleContent}. Changing it takes effect with the next
	 * start.
	 *
	 * Source: AWS API reference, UserPoolType, UserType and AuthEventType.
	 */
	content?: EmulatorContent;
	/**
	 * The path of a JSON file with what it holds; its shape is {@link EmulatorContent}.
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
	 *
	 * Source: this package.
	 */
	writeBack?: boolean;
	/**
	 * The TCP port on 127.0.0.1.
	 *
	 * Optional; a whole number from 0 to 65535. Default: 0, any free one. Changing it takes effect with the next start.
	 *
	 * Source: Node.js docs, `server.listen()`.
	 */
	port?: number;
	/**
	 * The clock, for `FeedbackDate`.
	 *
	 * Optional. Default: the system's. Changing it takes effect with the next start; what it returns may change at any
	 * time.
	 *
	 * Source: AWS API reference, EventFeedbackType, `FeedbackDate`.
	 */
	now?: () => Date;
	/**
	 * Called and awaited before each response. It can count requests, hold them up, or throw an
	 * {@link EmulatorError} as the response.
	 *
	 * Optional. Default: nothing is called. Changing it takes effect with the next start.
	 *
	 * Source: this package.
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
	 * Optional; of several rules that a request falls under, the first one counts. Default: none. Changing it takes effect
	 * with the next start; {@link Emulator.inject} changes the faults of one that runs.
	 *
	 * Source: AWS API reference, Common Errors, for the faults that AWS itself has.
	 */
	faults?: readonly EmulatorFaultRule[];
	/**
	 * What decides when a fault with a probability strikes: the same for the same number.
	 *
	 * Optional; a whole number. Default: 1. Changing it lets such faults strike at other requests, from the next start or
	 * {@link Emulator.inject} on.
	 *
	 * Source: this package.
	 */
	faultSeed?: number;
	/**
	 * A folder to write the events into at the start, as Cognito exports them: a file of lines for each user pool, whether
	 * the pool's settings name a destination or not. The lines have what the content has: no app client, and feedback only
	 * if it was there at the start.
	 *
	 * Optional; the folder must exist. Default: none, and no lines are written. Changing it takes effect with the next start.
	 *
	 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools".
	 */
	logDir?: string;
	/**
	 * What happens to the lines on their way: doubled, lost, late and multi-step ones, drawn from `faultSeed`.
	 *
	 * Optional; needs `logDir`. Default: each line is written once. Changing it takes effect with the next start.
	 *
	 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools": delivery is best effort.
	 */
	logFaults?: EmulatorLogFaults;
}

/** An emulator that listens. */
export interface Emulator {
	/** Where it listens, like `http://127.0.0.1:49152`: the `endpoint` of an AWS client. */
	readonly endpoint: string;
	/** All requests so far, in the order in which they came; it grows as long as the emulator runs. */
	readonly requests: readonly EmulatorRequest[];
	/** A copy of what it holds now. */
	content(): EmulatorContent;
	/**
	 * Replaces the faults that strike from now on, and restarts the request count; `[]` ends all faults. A request that came
	 * before keeps what struck it.
	 *
	 * @param seed as {@link EmulatorOptions.faultSeed}. Default: 1
	 * @throws EmulatorError `InvalidParameterException` if a rule is wrong; the faults then stay as they are
	 */
	inject(faults: readonly EmulatorFaultRule[], seed?: number): void;
	/**
	 * Makes a pool a secondary replica that is active or not, from now on: {@link EmulatorUserPool.Replica}.
	 *
	 * @throws EmulatorError `ResourceNotFoundException` if there is no such pool
	 */
	setReplica(userPoolId: string, state: "ACTIVE" | "INACTIVE"): void;
	/**
	 * Notifies a user of an event, as threat protection does: makes a token for feedback on it, and passes the event of the
	 * trigger to {@link EmulatorOptions.customEmailSender}. `UpdateAuthEventFeedback` takes that token once, for a day.
	 *
	 * @throws EmulatorError if the pool, the user or the event does not exist, or threat protection is off
	 * @throws Error if there is no `customEmailSender`, or what that throws
	 */
	notify(notice: EmulatorNotice): Promise<void>;
	/** Stops it: ends all connections at once and waits for a write to end. Can be called again. */
	close(): Promise<void>;
}

/**
 * Starts a small local Amazon Cognito for `AdminGetUser`, `AdminListUserAuthEvents`, `AdminUpdateAuthEventFeedback`,
 * `DescribeRiskConfiguration`, `DescribeUserPool`, `GetLogDeliveryConfiguration`, `ListUsers` and `UpdateAuthEventFeedback`. It listens on the loopback interface only and does not verify signatures: any credentials will do.
 *
 * @throws Error if the content or a fault has another shape (the error names the place and what is expected there), or
 *   if the port cannot be listened on
 * @example
 * const emulator = await startEmulator({ file: "cognito.json" });
 * const client = new CognitoIdentityProviderClient({ endpoint: emulator.endpoint, region: "eu-central-1" });
 * // …
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { content, save, saved } = await openContent(options);
	const store = new Store(content);
	const tokens = new FeedbackTokens();
	const now = options.now ?? (() => new Date());
	const services: Services = { store, tokens, now, save };
	const requests: EmulatorRequest[] = [];
	const closing = new AbortController();
	let plan = new FaultPlan(options.faults ?? [], options.faultSeed);
	let closed: Promise<void> | undefined;
	const logs = openLogs(options, content);

	const handler: Handler = async ({ headers }, body) => {
		const { name, run } = operationOf(headers);
		checkHeaders(headers, name);
		const input = inputOf(body);
		const fault = plan.strike(name);
		const request = { operation: name, input, ...(fault && { fault }) };
		requests.push(request);
		await options.onRequest?.(request);
		logs?.writeLate();
		const carryOut = async () => {
			if (closed !== undefined) {
				// A request that was held up must not change a file that its owner takes for finished.
				throw new EmulatorError("InternalErrorException", "The emulator was closed.");
			}
			return success(await run(input, services));
		};
		return fault ? faultyResponse(fault, request, carryOut, closing.signal) : carryOut();
	};
	const server = await serve(options.port ?? 0, handler);

	return {
		endpoint: server.endpoint,
		requests,
		content: () => structuredClone(content),
		inject: (faults, seed) => {
			plan = new FaultPlan(faults, seed);
		},
		setReplica: (userPoolId, state) => {
			services.store.pool(userPoolId).Replica = state;
		},
		notify: async ({ userPoolId, username, eventId }) => {
			if (!options.customEmailSender) {
				throw new Error("`notify` requires the option `customEmailSender`, which receives the message.");
			}
			const found = store.event(userPoolId, username, eventId);
			const token = tokens.issue({ poolId: found.poolId, username: found.username, eventId }, now());
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

/** What the emulator works on, and how it keeps it. */
interface OpenContent extends ContentKeeper {
	readonly content: EmulatorContent;
}

const inMemory: ContentKeeper = { save: async () => {}, saved: async () => {} };

async function openContent({ content, file, writeBack = false }: EmulatorOptions): Promise<OpenContent> {
	if (content !== undefined && file !== undefined) {
		throw new Error("Set `content` or `file`, not both.");
	}
	if (file === undefined) {
		if (writeBack) {
			throw new Error("`writeBack` requires `file`.");
		}
		const copy: unknown = structuredClone(content === undefined ? exampleContent() : content);
		checkContent(copy, "content");
		return { content: copy, ...inMemory };
	}
	const read = await readContentFile(file);
	return { content: read.content, ...(writeBack ? contentKeeper(read) : inMemory) };
}
