import type * as pulumi from "@pulumi/pulumi";
// Not from the index of `@pulumi/pulumi`, which loads the Automation API too: a program that has no need of it starts
// a fifth of a second sooner.
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
	 * The user that the event belongs to: the username, the `sub`, or an alias such as the email address. Personal
	 * data: pass a secret to have it encrypted in state; error messages never print it.
	 *
	 * Required; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it submits the decision again.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `Username`.
	 */
	username: pulumi.Input<string>;
	/**
	 * `Valid`: I trust this session, its risk was rated too high. `Invalid`: I do not trust this session, its risk was
	 * rated rightly or too low.
	 *
	 * Required; one of these two. Changing it updates the set with one request for this decision.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `FeedbackValue`.
	 */
	feedbackValue: pulumi.Input<FeedbackValue>;
	/**
	 * The reason for the decision, for reviewers. Kept in Pulumi's state and never sent.
	 *
	 * Optional; any length, without control characters except for lines and tabs. Default: none. Changing it updates the
	 * set without a request.
	 *
	 * Source: this package; no operation of Cognito takes a note.
	 */
	note?: pulumi.Input<string>;
	/**
	 * What the reviewer saw of the event, as the decisions file has it. For a new or changed decision, each field that
	 * Cognito has too is compared, and a difference is a warning. Not kept in Pulumi's state and never sent.
	 *
	 * Optional. Default: none, and nothing is compared. Changing it alone changes nothing.
	 *
	 * Source: this package; AWS API reference, AuthEventType, for the fields.
	 */
	evidence?: pulumi.Input<ReviewedEvidence>;
}

/** A decision that a set holds, under its event ID. */
export interface FeedbackSetMember {
	/** The username, as declared. */
	readonly username: string;
	/** The feedback value; after a refresh the one that Cognito holds. */
	readonly feedbackValue: FeedbackValue;
	/** The note, as declared. */
	readonly note?: string;
	/**
	 * What Cognito knew of the event when the decision was first declared, in one line, since thousands of nested fields
	 * would make a state that is slow to write and an unreadable preview: type, time, risk level, risk decision,
	 * address, city, country and device, each behind `; `, empty where it is missing. Missing where the event was not
	 * looked up. A policy pack gets it as fields from `decisionsOf` of `pulumi-cognito-feedback/policy`.
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
	 * The decisions, by the ID of the auth event: 1 to 50 letters, digits, `_`, `+` and `-`. Up to 10,000 of them work
	 * well; `fromFile` divides more among several sets.
	 *
	 * Required; may be empty. Changing it updates the set: a decision that is new or has another value is submitted with
	 * one request. One that is removed makes no request: its feedback stays in Cognito, and a warning names it.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `EventId`.
	 */
	decisions: pulumi.Input<Record<string, pulumi.Input<FeedbackDecision>>>;
}

/**
 * Feedback on many Amazon Cognito authentication events of one user pool, as one resource: Pulumi writes its state once
 * and not after each decision, so thousands of decisions take seconds.
 *
 * Each decision is checked, looked up, submitted and read as a single {@link AuthEventFeedback} is. A preview names each
 * decision that is added, changed or removed with its evidence, and counts them. A decision that fails does not stop
 * the others: state holds what Cognito took, and the next `pulumi up` submits the rest.
 *
 * Requests are rate-limited, by default to 20 per second: `cognito-feedback:requestsPerSecond` in the stack configuration.
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
	/** The decisions that Cognito holds, by event ID, each with its evidence in words where its event was looked up. */
	declare readonly decisions: pulumi.Output<Record<string, FeedbackSetMember>>;

	/**
	 * A set of the decisions in a file: the one that `cognito-feedback` writes, in a page or a terminal, and that people
	 * review in a pull request. YAML (or JSON) with the user pool, and the decisions by event ID:
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
	 * {@link FeedbackDecision}, with the same rules. A decision may have `evidence`: what
	 * its reviewer saw of the event. For new and changed decisions, a preview compares it with what Cognito has, and warns
	 * with line and event where a field differs. The usernames in the file are plain text: do not commit the file if
	 * usernames are confidential. `region` names the Region to call for a replica, and `samples` are ignored.
	 *
	 * Up to 10,000 decisions are one set. More are 8 sets, and more than 60,000 are 64: the one with the given name, which
	 * is returned with the decisions of all, and others named `<name>-1` and so on. The event ID alone decides on the set, so
	 * no decision moves while a file grows from 10,001 to 60,000. When a file grows past 10,000, most of its decisions move to
	 * the new sets once, without a request that submits: their feedback is looked up and adopted. Where look-ups are off, it is
	 * submitted again.
	 *
	 * @param name The name of the resource in the Pulumi program, and the beginning of the names of further sets.
	 * @param path The file. A relative path counts from the project's folder, which holds `Pulumi.yaml`; in a program
	 *   without one, such as the Automation API's, from the working directory. Default: `feedback.yaml`.
	 * @param opts Pulumi's resource options, for each of the sets. What depends on all of them uses the output `decisions`.
	 * @throws when the file does not exist, or is malformed: the message names line and column of every mistake.
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
		const parts = divide(decisions).map((ofPart, index) => ({
			suffix: index === 0 ? "" : `-${index}`,
			ofPart,
		}));
		const others = parts.slice(1).map(({ suffix, ofPart }) => [`${name}${suffix}`, Object.keys(ofPart)]);
		const sets = parts.map(({ suffix, ofPart }) => {
			const args = {
				userPoolId,
				decisions: ofPart,
				...(region !== undefined && { __region: region }),
				...(suffix === "" && others.length > 0 && { __parts: JSON.stringify(others) }),
			};
			return new AuthEventFeedbackSet(`${name}${suffix}`, args, optionsOfPart(suffix, opts));
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
	 *   existing administrator feedback is adopted. `ignoreChanges` takes `decisions` as a whole, and none of them alone.
	 */
	constructor(name: string, args: AuthEventFeedbackSetArgs, opts?: pulumi.CustomResourceOptions) {
		refuseProvider("AuthEventFeedbackSet", name, opts);
		const stored = packDecisions(args?.decisions);
		// Outputs among them are passed on one by one, so that a value not yet known hides no other decision.
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

/** The options of a part of a file: what the set was called before, its part was too. */
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
 * The decisions, of which Pulumi will lose none while it copies them.
 *
 * @throws where it would: now, or once they are known.
 */
function keptWhole(name: string, decisions: Decisions): Decisions {
	if (Output.isInstance(decisions)) return decisions.apply((known) => keptWhole(name, known)) as Decisions;
	if (decisions instanceof Promise) return decisions.then((known) => keptWhole(name, known)) as Decisions;
	const lost = lostOnCopying(decisions);
	// Pulumi prints the message of a RunError, and a stack trace with any other.
	if (lost) throw new RunError(`AuthEventFeedbackSet ${quoted(name)}: ${lost}.`);
	// Pulumi makes a string of each input, which an object with a key `toString` is not fit for, and a promise is.
	return Promise.resolve(decisions);
}
