import { userPoolArn } from "../cognito/arn.ts";
import type { StringRule } from "../cognito/rules.ts";
import { eventIdRule, feedbackValues, maxPageSize, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import type { EmulatorAuthEvent, EmulatorDate, EmulatorEventFeedback, EmulatorUser } from "./content.ts";
import { EmulatorError } from "./error.ts";
import type { FeedbackTokens } from "./feedbackTokens.ts";
import type { Input } from "./input.ts";
import { optional, optionalInteger, optionalStrings, readInput, required, requiredEnum } from "./input.ts";
import { pageOf, pageTokenRule } from "./page.ts";
import type { Store, StoredEvent } from "./store.ts";
import { epochSeconds } from "./timestamp.ts";

/** The operations that the emulator supports. */
export type EmulatorOperation =
	| "AdminGetUser"
	| "AdminListUserAuthEvents"
	| "AdminUpdateAuthEventFeedback"
	| "DescribeRiskConfiguration"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "ListUsers"
	| "UpdateAuthEventFeedback";

/** The services that operations use. */
interface Services {
	readonly store: Store;
	/** The tokens of sent notifications. */
	readonly tokens: FeedbackTokens;
	readonly now: () => Date;
	/** Saves changes; resolves when they would survive the end of the process. */
	readonly save: () => Promise<void>;
}

/** Takes a request's input and returns the output, a JSON object. */
type Operation = (input: Input, services: Services) => object | Promise<object>;

/** Source: AWS API model, ClientIdType. */
const clientIdRule: StringRule = {
	min: 1,
	max: 128,
	pattern: /^[\w+]+$/,
	characters: "letters, digits, _ or +",
	sensitive: false,
};

/** Source: AWS API model, TokenModelType. */
const feedbackTokenRule: StringRule = {
	min: 1,
	max: 131_072,
	pattern: /^[A-Za-z0-9\-_=.]+$/,
	characters: "letters, digits, `-`, `_`, `=` and `.`",
	sensitive: true,
};

const ofPool = { UserPoolId: required(userPoolIdRule) };
const ofUser = { ...ofPool, Username: required(usernameRule) };
const ofEvent = { ...ofUser, EventId: required(eventIdRule) };
const feedbackValue = requiredEnum(feedbackValues);

/** The account of pools whose content has no ARN. */
const account = "000000000000";

/** The operations by the name in a request. Source: AWS API reference, the operations of these names. */
export const operations: Readonly<Record<EmulatorOperation, Operation>> = {
	AdminGetUser(input, { store }) {
		const { UserPoolId, Username } = readInput(input, ofUser);
		const { Attributes, ...user } = userOnTheWire(store.user(UserPoolId, Username).content);
		return { ...user, UserAttributes: Attributes };
	},

	/** Newest first. */
	AdminListUserAuthEvents(input, { store }) {
		const { UserPoolId, Username, MaxResults, NextToken } = readInput(input, {
			...ofUser,
			MaxResults: optionalInteger(0, maxPageSize),
			NextToken: optional(pageTokenRule),
		});
		const { username, history, positions } = store.protectedUser(UserPoolId, Username);
		const { page, next } = pageOf(history, {
			owner: [UserPoolId, username],
			size: MaxResults,
			token: NextToken,
			markOf: (count) => history[count - 1]?.EventId ?? "",
			countOf: (eventId) => {
				const position = positions.get(eventId);
				return position === undefined ? undefined : position + 1;
			},
		});
		return { AuthEvents: page.map(eventOnTheWire), NextToken: next };
	},

	/** Replaces earlier feedback. */
	AdminUpdateAuthEventFeedback(input, services) {
		const { FeedbackValue, ...target } = readInput(input, { ...ofEvent, FeedbackValue: feedbackValue });
		const { event } = activeEvent(target, services);
		// EventFeedbackType in the API reference documents this value for feedback from the Amazon Cognito console.
		return give(event, { FeedbackValue, Provider: "Admin" }, services);
	},

	/** As in the content; without settings if it has none. */
	DescribeRiskConfiguration(input, { store }) {
		const { UserPoolId, ClientId } = readInput(input, { ...ofPool, ClientId: optional(clientIdRule) });
		const { RiskConfigurations = [] } = store.pool(UserPoolId);
		const settings = RiskConfigurations.find((each) => each.ClientId === ClientId);
		return { RiskConfiguration: { ...settings, UserPoolId, ClientId } };
	},

	DescribeUserPool(input, { store }) {
		const { Id, Name, UserPoolTier, Arn, UserPoolAddOns, Users } = store.pool(
			readInput(input, ofPool).UserPoolId,
		);
		return {
			UserPool: {
				Id,
				Name: Name ?? Id,
				UserPoolTier: UserPoolTier ?? "PLUS",
				Arn: Arn ?? userPoolArn(Id, Id.split("_")[0], account),
				UserPoolAddOns: UserPoolAddOns ?? { AdvancedSecurityMode: "AUDIT" },
				EstimatedNumberOfUsers: Users?.length ?? 0,
			},
		};
	},

	GetLogDeliveryConfiguration(input, { store }) {
		const { UserPoolId } = readInput(input, ofPool);
		const { LogConfigurations = [] } = store.pool(UserPoolId);
		return { LogDeliveryConfiguration: { UserPoolId, LogConfigurations } };
	},

	/** In the order of the content. */
	ListUsers(input, { store }) {
		// Ignoring it would return something other than was requested.
		if ((input.Filter ?? undefined) !== undefined)
			throw new EmulatorError(
				"InvalidParameterException",
				"This emulator does not support the parameter Filter.",
			);
		const { UserPoolId, Limit, PaginationToken, AttributesToGet } = readInput(input, {
			...ofPool,
			Limit: optionalInteger(0, maxPageSize),
			PaginationToken: optional(pageTokenRule),
			AttributesToGet: optionalStrings,
		});
		const { page, next } = pageOf(store.pool(UserPoolId).Users ?? [], {
			owner: [UserPoolId],
			size: Limit,
			token: PaginationToken,
			markOf: String,
			countOf: Number,
		});
		return { Users: page.map((user) => userOnTheWire(user, AttributesToGet)), PaginationToken: next };
	},

	/** As the user. The request is not signed: the token of a notification alone authorizes it, once. */
	UpdateAuthEventFeedback(input, services) {
		const { FeedbackToken, FeedbackValue, ...target } = readInput(input, {
			...ofEvent,
			FeedbackToken: required(feedbackTokenRule),
			FeedbackValue: feedbackValue,
		});
		const { event } = activeEvent(target, services);
		services.tokens.redeem(FeedbackToken, event, services.now());
		// AWS documents only `Admin`, and that this field names who gave the feedback.
		return give(event, { FeedbackValue, Provider: "User" }, services);
	},
};

/** Whether an operation needs no credentials, for example because a token authorizes it. */
export function isUnsigned(name: EmulatorOperation): boolean {
	return name === "UpdateAuthEventFeedback";
}

export function isOperation(name: string): name is EmulatorOperation {
	return Object.hasOwn(operations, name);
}

/** An event of a pool that accepts feedback: not of an inactive replica. */
function activeEvent(
	{ UserPoolId, Username, EventId }: Readonly<Record<keyof typeof ofEvent, string>>,
	{ store }: Services,
): StoredEvent {
	if (store.pool(UserPoolId).Replica !== "INACTIVE") return store.event(UserPoolId, Username, EventId);
	throw new EmulatorError(
		"OperationNotEnabledException",
		`The operation is not enabled for user pool ${UserPoolId} in this Region, which is a replica that is not active.`,
	);
}

async function give(
	event: EmulatorAuthEvent,
	feedback: EmulatorEventFeedback,
	{ now, save }: Services,
): Promise<object> {
	event.EventFeedback = { ...feedback, FeedbackDate: now().toISOString() };
	await save();
	return {};
}

/** Dates become numbers. */
function eventOnTheWire({ EventFeedback: feedback, ...event }: EmulatorAuthEvent) {
	return {
		...event,
		CreationDate: seconds(event.CreationDate),
		EventFeedback: feedback && { ...feedback, FeedbackDate: seconds(feedback.FeedbackDate) },
	};
}

/** Without events, with dates as numbers, and with the named attributes or all of them. */
function userOnTheWire({ AuthEvents: _, ...user }: EmulatorUser, attributes?: readonly string[]) {
	return {
		...user,
		Attributes: (user.Attributes ?? []).filter(({ Name }) => attributes?.includes(Name) ?? true),
		UserCreateDate: seconds(user.UserCreateDate),
		UserLastModifiedDate: seconds(user.UserLastModifiedDate),
	};
}

function seconds(date: EmulatorDate | undefined): number | undefined {
	return date === undefined ? undefined : epochSeconds(date);
}
