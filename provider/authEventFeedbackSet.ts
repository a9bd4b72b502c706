import type * as pulumi from "@pulumi/pulumi";
// Not from the index of `@pulumi/pulumi`, which also loads the Automation API: programs that do not use it start a fifth of a
// second sooner.
import { RunError } from "@pulumi/pulumi/errors";
import { all, Output, output } from "@pulumi/pulumi/output";
import { CustomResource } from "@pulumi/pulumi/resource";
import { internalProperties, refuseProvider } from "./adapters/dynamic/declare.ts";
import { packDecisions, unpackDecisions } from "./adapters/dynamic/packing.ts";
import { lostOnCopying } from "./adapters/reservedKeys.ts";
import { typeTokens } from "./adapters/typeTokens.ts";
import { quoted } from "./cognito/printable.ts";
import type { ReviewedEvidence } from "./cognito/reviewedEvidence.ts";
import type { FeedbackValue } from "./cognito/rules.ts";
import { divide } from "./fileParts.ts";
import { readDecisionsFile } from "./readDecisionsFile.ts";

/** One decision of an {@link AuthEventFeedbackSet}, under the ID of its event. */
export interface FeedbackDecision {
	/**
	 * The user that the event belongs to: the username, the `sub`, or an alias such as the email address. This is personal
	 * data: pass a secret to encrypt it in state. Error messages never print it.
	 *
	 * Required; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it submits the decision again.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `Username`.
	 */
	username: pulumi.Input<string>;
	/**
	 * `Valid`: I trust this session, and Cognito rated its risk too high. `Invalid`: I do not trust this session, and Cognito
	 * rated its risk correctly or too low.
	 *
	 * Required. Changing it updates the set with one request for this decision.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `FeedbackValue`.
	 */
	feedbackValue: pulumi.Input<FeedbackValue>;
	/**
	 * The reason for the decision, for reviewers, such as a ticket. It is kept in Pulumi's state and never sent.
	 *
	 * Optional; any length, without control characters other than line breaks and tabs. Default: none. Changing it updates the
	 * set without a request.
	 */
	note?: pulumi.Input<string>;
	/**
	 * What the reviewer saw of the event, from the decisions file. For a new or changed decision, a preview compares each field
	 * with Cognito's and warns about differences. It is not kept in Pulumi's state and never sent.
	 *
	 * Optional. Default: none, and nothing is compared. Changing it alone changes nothing.
	 *
	 * Source: AWS API reference, AuthEventType, for the fields.
	 */
	evidence?: pulumi.Input<ReviewedEvidence>;
}

/** One decision of a set, under the ID of its event. */
export interface FeedbackSetMember {
	/** The username, as declared. */
	readonly username: string;
	/** The feedback value. After a refresh, the one that Cognito holds. */
	readonly feedbackValue: FeedbackValue;
	/** The note, as declared. */
	readonly note?: string;
	/**
	 * The evidence, on one line: type, time, risk level, risk decision, address, city, country and device, separated by
	 * `; `. A missing value is empty. Absent if the event was not looked up. Thousands of nested fields would slow down state
	 * and previews; policy packs get fields from `decisionsOf` of `pulumi-cognito-feedback/policy`.
	 */
	readonly event?: string;
}

/** The arguments of {@link AuthEventFeedbackSet}. */
export interface AuthEventFeedbackSetArgs {
	/**
	 * The ID of the user pool, such as `eu-central-1_AbCdEf123`. The part before `_` is the Region to call.
	 *
	 * Required; 1 to 55 characters: a Region, `_`, letters and digits. Changing it replaces the set.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `UserPoolId`.
	 */
	userPoolId: pulumi.Input<string>;
	/**
	 * The decisions, by the ID of the auth event: 1 to 50 letters, digits, `_`, `+` and `-`. Use at most 10,000 in one set;
	 * `fromFile` divides more among several sets.
	 *
	 * Required; may be empty. Changing it updates the set: each decision that is new or has another value is submitted with
	 * one request. Removing a decision makes no request: Cognito retains its feedback, and a warning names it.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `EventId`.
	 */
	decisions: pulumi.Input<Record<string, pulumi.Input<FeedbackDecision>>>;
}

/**
 * Feedback on many Amazon Cognito authentication events of one user pool, as one resource. Pulumi writes its state once
 * instead of after each decision, so it handles thousands of decisions in seconds.
 *
 * A set checks, looks up, submits and reads each decision like an {@link AuthEventFeedback}. A preview lists the decisions
 * that are added, changed or removed with their evidence, and counts them. A failed decision does not stop the others:
 * state holds what Cognito took, and the next `pulumi up` submits the rest.
 *
 * Requests are rate-limited, by default to 20 per second: set `cognito-feedback:requestsPerSecond` in the stack
 * configuration.
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback and AdminListUserAuthEvents.
 *
 * @remarks A dynamic resource. Source: Pulumi docs, "Dynamic resource providers".
 *
 * @example
 * ```ts
 * new AuthEventFeedbackSet("reviewed", {
 *     userPoolId: "eu-central-1_AbCdEf123",
 *     decisions: {
 *         "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": { username: "alice", feedbackValue: "Valid", note: "TICKET-123" },
 *         "d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": { username: "alice", feedbackValue: "Invalid" },
 *     },
 * });
 * ```
 */
export class AuthEventFeedbackSet extends CustomResource {
	/** The ID of the user pool, as declared. */
	declare readonly userPoolId: pulumi.Output<string>;
	/** The decisions that Cognito holds, by event ID, each with its evidence if its event was looked up. */
	declare readonly decisions: pulumi.Output<Record<string, FeedbackSetMember>>;

	/**
	 * Declares the decisions of a file, which `cognito-feedback` writes and people review in a pull request. The file is YAML
	 * (or JSON) with the user pool, and the decisions by event ID:
	 *
	 * ```yaml
	 * userPoolId: eu-central-1_AbCdEf123
	 * decisions:
	 *   6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841:
	 *     username: alice
	 *     feedbackValue: Valid
	 *     note: Travelling, TICKET-123
	 * ```
	 *
	 * `userPoolId`, `username`, `feedbackValue` and `note` are those of {@link AuthEventFeedbackSetArgs} and
	 * {@link FeedbackDecision}, with the same rules. A decision may have `evidence`: what its reviewer saw of the event. For
	 * new and changed decisions, a preview compares it with Cognito's and warns about differences, with line and event.
	 * `region` names the Region to call for a replica, and `samples` are ignored. Usernames in the file are plain text: do not
	 * commit the file if they are confidential.
	 *
	 * Up to 10,000 decisions are one set, more are 8 sets, and more than 60,000 are 64: the set with the given name, which is
	 * returned with the decisions of all, and others named `<name>-1` and so on. A digest of the event ID selects the set, so
	 * decisions move only when a file passes one of these limits. Most decisions then move to another set once: their feedback
	 * is looked up and adopted, or submitted again if look-ups are off.
	 *
	 * @param name The name of the resource in the Pulumi program, and the beginning of the names of further sets.
	 * @param path The file. A relative path starts at the project's folder, which contains `Pulumi.yaml`; in a program
	 *   without one, as with the Automation API, at the working directory. Default: `feedback.yaml`.
	 * @param opts Pulumi's resource options, for each of the sets. To depend on all of them, use the output `decisions`.
	 * @throws if the file does not exist or is malformed: the message names line and column of every mistake.
	 *
	 * @example
	 * ```ts
	 * AuthEventFeedbackSet.fromFile("reviewed", "feedback.yaml");
	 * ```
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback; YAML 1.2, core schema.
	 */
	static fromFile(
		name: string,
		path = "feedback.yaml",
		opts?: pulumi.CustomResourceOptions,
	): AuthEventFeedbackSet {
		const { userPoolId, region, decisions } = readDecisionsFile(path);
		const parts = divide(decisions).map((ofPart, index) => {
			const suffix = index === 0 ? "" : `-${index}`;
			return { suffix, ofName: name + suffix, ofPart };
		});
		const sets = parts.map(({ ofName, suffix, ofPart }) => {
			// Each part gets the names of the others. The first also gets their event IDs, since it may have held those decisions.
			const others = parts.filter((each) => each.ofName !== ofName);
			const held = others.map((each) => [each.ofName, suffix === "" ? Object.keys(each.ofPart) : []]);
			const args = {
				userPoolId,
				decisions: ofPart,
				...(region !== undefined && { __region: region }),
				...(held.length > 0 && { __parts: JSON.stringify(held) }),
			};
			return new AuthEventFeedbackSet(ofName, args, optionsOfPart(suffix, opts));
		});
		const [first, ...rest] = sets as [AuthEventFeedbackSet, ...AuthEventFeedbackSet[]];
		if (rest.length === 0) return first;
		return Object.assign(first, { decisions: all(sets.map((each) => each.decisions)).apply(merged) });
	}

	/**
	 * Declares the decisions.
	 *
	 * @param name The name of the resource in the Pulumi program.
	 * @param args The decisions. Every field may be an output of another resource.
	 * @param opts Pulumi's resource options. `import` does not work with dynamic providers: declare the decisions, and
	 *   existing administrator feedback is adopted. `ignoreChanges` takes only `decisions` as a whole.
	 */
	constructor(name: string, args: AuthEventFeedbackSetArgs, opts?: pulumi.CustomResourceOptions) {
		refuseProvider("AuthEventFeedbackSet", name, opts);
		const stored = packDecisions(args?.decisions);
		// Outputs are passed on one by one, so that an unknown value hides no other decision.
		const decisions = stored === args?.decisions ? keptWhole(name, args?.decisions) : stored;
		super(
			typeTokens.dynamic.set,
			name,
			{
				...args,
				decisions,
				...internalProperties("set", name, [args?.userPoolId, decisions && output(decisions)]),
			},
			opts,
		);
		this.decisions = this.decisions.apply(unpackDecisions) as typeof this.decisions;
	}
}

function merged(
	parts: readonly Readonly<Record<string, FeedbackSetMember>>[],
): Record<string, FeedbackSetMember> {
	return Object.assign({}, ...parts);
}

/** The resource options of a part of a file. An alias of the set applies to its parts too. */
function optionsOfPart(
	suffix: string,
	opts: pulumi.CustomResourceOptions | undefined,
): pulumi.CustomResourceOptions | undefined {
	if (suffix === "" || !opts?.aliases) return opts;
	const aliases = opts.aliases.map((alias) => {
		if (typeof alias === "string") return `${alias}${suffix}`;
		const isNamed = "name" in alias && typeof alias.name === "string";
		return isNamed ? { ...alias, name: `${alias.name}${suffix}` } : alias;
	});
	return { ...opts, aliases };
}

type Decisions = AuthEventFeedbackSetArgs["decisions"];

/**
 * Returns the decisions if Pulumi can copy them without losing any.
 *
 * @throws RunError if it would lose one: at once, or when the decisions are known.
 */
function keptWhole(name: string, decisions: Decisions): Decisions {
	if (Output.isInstance(decisions)) return decisions.apply((known) => keptWhole(name, known)) as Decisions;
	if (decisions instanceof Promise) return decisions.then((known) => keptWhole(name, known)) as Decisions;
	const lost = lostOnCopying(decisions);
	// Pulumi prints a RunError without a stack trace.
	if (lost) throw new RunError(`AuthEventFeedbackSet ${quoted(name)}: ${lost}.`);
	// Pulumi converts each input to a string, which fails for an object with a key `toString`; for a promise it works.
	return Promise.resolve(decisions);
}
