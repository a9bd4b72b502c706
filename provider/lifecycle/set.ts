import { isCognitoError } from "../cognito/cognitoError.ts";
import { briefEvidence } from "../cognito/evidence.ts";
import { omitUndefined } from "../cognito/values.ts";
import type {
	CheckedMember,
	DecisionSet,
	Declared,
	DeclaredMember,
	DeclaredSet,
	StoredMember,
	Unknown,
} from "./decision.ts";
import { unknown } from "./decision.ts";
import { checkEvent, claim, readFeedback, submit } from "./lookUp.ts";
import type { DifferingEvidence, FailedEvent, Missing, Notice, SetChange } from "./notices.ts";
import { PartialFailure, RefusedStep } from "./notices.ts";
import { trackProgress } from "./progress.ts";
import type { CheckFailure, ResourceType } from "./resourceType.ts";
import type { Resource, Run } from "./run.ts";
import { isAfterRead, isDecided, suppressDiffAfterRead } from "./run.ts";
import { setChanges } from "./setChanges.ts";

type StoredSet = DecisionSet<StoredMember>;
type DeclaredEntry = [eventId: string, member: Declared<CheckedMember> | Unknown];

/** The lifecycle of `AuthEventFeedbackSet`: many decisions on events of one user pool. */
export const set: ResourceType<DeclaredSet, DecisionSet<CheckedMember>, StoredSet> = {
	async check(run, resource, olds, news) {
		const { userPoolId, decisions } = news;
		if (decisions === unknown) return { declared: news, failures: [] };
		claimParts(run, userPoolId, resource);
		const owner = { type: "AuthEventFeedbackSet", name: resource.name } as const;
		// Before the first look-up, because Pulumi may meanwhile diff the resource from which a decision moved.
		for (const [eventId, member] of decisions)
			if (member !== unknown) claim(run, owner, { userPoolId, eventId });
		const failures: CheckFailure[] = [];
		const differing = new Map<string, DifferingEvidence>();
		const checked = await forEachUser(
			[...decisions],
			async ([eventId, member]: [string, DeclaredMember | Unknown]): Promise<DeclaredEntry> => {
				if (member === unknown) return [eventId, unknown];
				const { evidence: _, reviewed, ...declared } = member;
				const old = olds?.decisions.get(eventId);
				const before = olds && old && { ...old, eventId, userPoolId: olds.userPoolId };
				const { username, feedbackValue } = member;
				const isCompared = old === undefined || isChanged(old, member);
				const seen = isCompared ? reviewed : undefined;
				const check = await checkEvent(
					run,
					owner,
					before,
					{ userPoolId, eventId, username, feedbackValue },
					seen,
				);
				if ("refusal" in check) failures.push({ eventId, refusal: check.refusal });
				else if (check.differences)
					differing.set(eventId, {
						eventId,
						...(reviewed?.place !== undefined && { place: reviewed.place }),
						differences: check.differences,
					});
				const evidence = "evidence" in check && check.evidence ? briefEvidence(check.evidence) : undefined;
				return [eventId, { ...declared, ...omitUndefined({ evidence }) }];
			},
		);
		if (differing.size > 0 && userPoolId !== unknown) {
			// In the order of the file instead of the responses.
			const events = [...decisions.keys()].flatMap((eventId) => differing.get(eventId) ?? []);
			run.report({ kind: "evidenceDiffers", userPoolId, events, isSecret: resource.isSecret });
		}
		const declared: DeclaredSet = { userPoolId, decisions: new Map(checked) };
		// For an existing set, the diff reports the changes, because it has the state.
		if (olds || checked.length === 0) return { declared, failures };
		const summary = changesOf(run, resource, { userPoolId: "", decisions: new Map() }, declared);
		return { declared, failures, summary };
	},

	diff(run, resource, olds, news) {
		const isReported = isAfterRead(run, resource.name);
		if (olds.userPoolId !== news.userPoolId) return { changes: true, replaces: ["userPoolId"] };
		if (news.decisions === unknown) return { changes: true, replaces: [] };
		const { changes } = setChanges(olds, news);
		if (changes.length > 0 && !isReported) run.report(changesOf(run, resource, olds, news));
		return { changes: changes.length > 0, replaces: [] };
	},

	async create(run, resource, news) {
		const id = news.userPoolId;
		const state = await set.update(run, resource, id, { userPoolId: id, decisions: new Map() }, news);
		return { id, state };
	},

	/** Submits the decisions that differ from state. The feedback of removed decisions is retained in Cognito. */
	async update(run, _resource, id, olds, news) {
		const plan = planUpdate(olds, news);
		const outcome = await carryOut(run, news, plan);
		const { userPoolId } = olds;
		retain(run, userPoolId, plan.removed);
		const total = news.decisions.size;
		if (outcome.adopted > 0) run.report({ kind: "adoptedInSet", adopted: outcome.adopted, total });
		const held = [...news.decisions].flatMap(([eventId, member]): [string, StoredMember][] => {
			const failed = outcome.failed.get(eventId);
			if (!failed) return [[eventId, member]];
			// If Cognito may have either value, state keeps neither, so that the next update submits or adopts the declared one.
			const old = failed.mayHaveArrived ? undefined : olds.decisions.get(eventId);
			return old ? [[eventId, old]] : [];
		});
		const state = { userPoolId: news.userPoolId, decisions: new Map(held) };
		if (outcome.failed.size === 0) return state;
		const failed = [...outcome.failed].map(([eventId, failure]): FailedEvent => ({ eventId, failure }));
		throw new PartialFailure(id, state, failed, total);
	},

	/** Removes decisions whose events no longer exist. If none are left, the set no longer exists either. */
	async read(run, resource, _id, state) {
		if (!isWhole(state)) throw new RefusedStep({ kind: "setNotImportable" });
		suppressDiffAfterRead(run, resource.name);
		const { userPoolId } = state;
		const notFound: { eventId: string; missing: Missing }[] = [];
		const read = await forEachUser(
			[...state.decisions],
			async ([eventId, member]): Promise<[string, StoredMember][]> => {
				const reading = await readFeedback(run, { ...member, userPoolId, eventId });
				if (reading.outcome === "notFound") {
					notFound.push({ eventId, missing: reading.missing });
					return [];
				}
				if (reading.outcome === "kept") return [[eventId, member]];
				const { feedbackValue: _, evidence: __, ...rest } = member;
				const feedbackValue = reading.feedback?.value;
				const evidence = reading.evidence && briefEvidence(reading.evidence);
				return [[eventId, { ...rest, ...omitUndefined({ feedbackValue, evidence }) }]];
			},
		);
		if (notFound.length > 0) run.report({ kind: "notFoundInSet", userPoolId, events: notFound });
		if (notFound.length > 0 && notFound.length === state.decisions.size) return undefined;
		return { userPoolId, decisions: new Map(read.flat()) };
	},

	delete: (run, { userPoolId, decisions }) => retain(run, userPoolId, decisions),

	preview: (news) => news,
};

/**
 * Runs a step for each decision, and those of one user one after another: they share the list of the user's events, and
 * thousands of steps that wait for it would take more memory than the list.
 *
 * @returns the results of the steps, in the order of the decisions
 */
async function forEachUser<Member extends { readonly username: unknown } | Unknown, Result>(
	members: readonly [eventId: string, member: Member][],
	step: (entry: [eventId: string, member: Member]) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const ofUsers = Map.groupBy(members.entries(), ([, [, member]]) =>
		member === unknown ? unknown : member.username,
	);
	const inOrder = async (ofUser: Iterable<[number, [string, Member]]>) => {
		for (const [index, entry] of ofUser) results[index] = await step(entry);
	};
	await Promise.all([...ofUsers.values()].map(inOrder));
	return results;
}

function isChanged(old: StoredMember, { username, feedbackValue, note }: DeclaredMember): boolean {
	return old.username !== username || old.feedbackValue !== feedbackValue || old.note !== note;
}

/** The decisions that an update submits and removes. */
interface UpdatePlan {
	/** The events whose decisions differ for Cognito, in the program's order. */
	readonly submit: readonly string[];
	readonly removed: ReadonlyMap<string, StoredMember>;
}

function planUpdate(olds: StoredSet, news: DecisionSet<CheckedMember>): UpdatePlan {
	const differs = ([eventId, { username, feedbackValue }]: [string, CheckedMember]) => {
		const old = olds.decisions.get(eventId);
		return old?.username !== username || old.feedbackValue !== feedbackValue;
	};
	return {
		submit: [...news.decisions].filter(differs).map(([eventId]) => eventId),
		removed: new Map([...olds.decisions].filter(([eventId]) => !news.decisions.has(eventId))),
	};
}

interface UpdateOutcome {
	readonly adopted: number;
	readonly failed: ReadonlyMap<string, FailedEvent["failure"]>;
}

/** Submits the planned decisions, with one worker for each request that may be in progress at once. */
async function carryOut(
	run: Run,
	{ userPoolId, decisions }: DecisionSet<CheckedMember>,
	plan: UpdatePlan,
): Promise<UpdateOutcome> {
	const progress = trackProgress(run.report, plan.submit.length);
	const failed = new Map<string, FailedEvent["failure"]>();
	let adopted = 0;
	const waiting = plan.submit.values();
	const work = async (): Promise<void> => {
		for (const eventId of waiting) {
			const member = decisions.get(eventId);
			if (!member) continue;
			try {
				const { action } = await submit(run, { ...member, userPoolId, eventId });
				if (action === "adopt") adopted++;
				progress.done();
			} catch (error) {
				if (!isCognitoError(error)) throw error;
				progress.failed();
				failed.set(eventId, error.failure);
			}
		}
	};
	const workers = Math.min(plan.submit.length, run.cognito.concurrency(userPoolId));
	await Promise.all(Array.from({ length: workers }, work));
	return { adopted, failed };
}

/** Reports the retained feedback of decisions that no other resource in this run manages. */
function retain(run: Run, userPoolId: string, decisions: ReadonlyMap<string, StoredMember>): void {
	const retained = [...decisions].flatMap(([eventId, { feedbackValue }]) =>
		feedbackValue === undefined || isDecided(run, userPoolId, eventId) ? [] : [{ eventId, feedbackValue }],
	);
	if (retained.length > 0) run.report({ kind: "retained", userPoolId, decisions: retained });
}

function changesOf(run: Run, { name, isSecret }: Resource, olds: StoredSet, news: DeclaredSet): Notice {
	const { changes, unchanged } = setChanges(olds, news);
	const known = changes.map((each): SetChange => {
		const isMoved = each.change === "removed" && isDecided(run, olds.userPoolId, each.eventId);
		return isMoved ? { ...each, change: "moved" } : each;
	});
	return { kind: "setChanges", name, isSecret, changes: known, unchanged };
}

/**
 * Claims the events of the file's other sets before they are checked, so that a decision that moved to one of them is not
 * reported as retained.
 */
function claimParts({ owners }: Run, userPoolId: string | Unknown, { parts }: Resource): void {
	if (userPoolId === unknown) return;
	for (const [name, eventIds] of parts ?? [])
		for (const eventId of eventIds) {
			const key = `${userPoolId}/${eventId}`;
			if (!owners.has(key)) owners.set(key, { type: "AuthEventFeedbackSet", name });
		}
}

function isWhole(state: Partial<StoredSet>): state is StoredSet {
	return state.decisions !== undefined;
}
