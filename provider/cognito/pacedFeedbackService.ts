import type { AuthEventPage } from "./authEvent";
import { FeedbackError } from "./feedbackError";
import type { UserPage } from "./listUsers";
import { Pace } from "./pace";
import { regionOf } from "./region";
import type { CognitoService, FeedbackRequest, UserRef } from "./service";

/** Amazon Cognito's default quota is twice as high for reading users as for updating them. */
const readsPerWrite = 2;

/** The paces of one Region, where all requests of an account share its quotas. */
interface Paces {
	readonly reads: Pace;
	readonly writes: Pace;
}

/**
 * A service whose requests are paced, so that the applications that share the account's quotas keep a part of them.
 *
 * Source: Amazon Cognito developer guide, "Quotas": UserResourceUpdate and UserResourceRead.
 */
export class PacedFeedbackService implements CognitoService {
	readonly #service: CognitoService;
	readonly #requestsPerSecond: number;
	readonly #byRegion = new Map<string | undefined, Paces>();
	#stopped: FeedbackError | undefined;

	/** @param requestsPerSecond The most feedback submitted in a second; look-ups may go twice as fast. */
	constructor(service: CognitoService, requestsPerSecond: number) {
		this.#service = service;
		this.#requestsPerSecond = requestsPerSecond;
	}

	async submitFeedback(request: FeedbackRequest): Promise<void> {
		let isInDoubt = false;
		try {
			await this.#paces(request).writes.run(() =>
				this.#service.submitFeedback(request).catch((error) => {
					isInDoubt ||= error instanceof FeedbackError && error.isInDoubt;
					throw error;
				}),
			);
		} catch (error) {
			// The last of several attempts says nothing of those before.
			throw isInDoubt && error instanceof FeedbackError ? error.inDoubt() : error;
		}
	}

	listAuthEvents(user: UserRef, nextToken?: string): Promise<AuthEventPage> {
		return this.#paces(user).reads.run(() => this.#service.listAuthEvents(user, nextToken));
	}

	listUsers(userPoolId: string, nextToken?: string): Promise<UserPage> {
		return this.#paces({ userPoolId }).reads.run(() => this.#service.listUsers(userPoolId, nextToken));
	}

	/** Begins no request any more: those that wait and those to come fail, and those under way end as they do. */
	stop(): void {
		this.#stopped = new FeedbackError(
			"the run was cancelled before this was requested. Run the command again to go on.",
		);
		for (const paces of this.#byRegion.values()) stop(paces, this.#stopped);
	}

	#paces({ userPoolId }: Pick<UserRef, "userPoolId">): Paces {
		const region = regionOf(userPoolId);
		let paces = this.#byRegion.get(region);
		if (!paces) {
			const writes = this.#requestsPerSecond;
			const reads = readsPerWrite * writes;
			// Reading begins with a burst: a preview's few look-ups should not wait.
			paces = {
				reads: new Pace({ perSecond: reads, burst: reads }),
				writes: new Pace({ perSecond: writes, burst: 1 }),
			};
			this.#byRegion.set(region, paces);
			if (this.#stopped) stop(paces, this.#stopped);
		}
		return paces;
	}
}

function stop({ reads, writes }: Paces, error: FeedbackError): void {
	reads.stop(error);
	writes.stop(error);
}
