import type { StringRule } from "../cognito/rules.ts";
import { eventIdRule, usernameRule, userPoolIdRule, violations } from "../cognito/rules.ts";
import type { EmulatorContent, EmulatorUser } from "./content.ts";
import { isEmulatorDate } from "./timestamp.ts";
import { isRecord } from "./values.ts";

/** Throws at the first mistake; `path` is the place of `value` in the content. */
type Check = (value: unknown, path: string) => void;

/**
 * Checks that a value has the shape of {@link EmulatorContent}.
 *
 * @param origin the source of the value, for the error: a file's path
 * @throws Error that names the origin, the place in it and what is expected there
 */
export function checkContent(value: unknown, origin: string): asserts value is EmulatorContent {
	try {
		content(value, "");
	} catch (error) {
		throw error instanceof Misfit ? new Error(`${origin}: ${error.message}`) : error;
	}
}

class Misfit extends Error {
	constructor(path: string, expected: string, found?: string) {
		const where = path === "" ? "" : `${path}: `;
		super(`${where}expected ${expected}${found === undefined ? "" : `, found ${found}`}`);
	}
}

function is(isRight: (value: unknown) => boolean, expected: string): Check {
	return (value, path) => {
		if (!isRight(value)) throw new Misfit(path, expected, describe(value));
	};
}

const text = is((value) => typeof value === "string", "a string");
const truth = is((value) => typeof value === "boolean", "true or false");
const date = is(
	isEmulatorDate,
	"an ISO 8601 date with a time zone, like `2026-11-20T08:14:00Z`, or seconds since 1970",
);
const part = is(isRecord, "an object");
const anything: Check = () => {};

function ruled(rule: StringRule): Check {
	return (value, path) => {
		text(value, path);
		const { length, pattern } = violations(rule, String(value));
		if (length || pattern) {
			const expected = `${rule.min} to ${rule.max} characters: ${rule.characters}`;
			throw new Misfit(path, expected, rule.sensitive ? undefined : describe(value));
		}
	};
}

function oneOf(...known: readonly unknown[]): Check {
	return is((value) => known.includes(value), known.map((one) => JSON.stringify(one)).join(" or "));
}

/**
 * Checks for an object with these properties, of which the named ones are required, and further members of AWS's shape. Others
 * are rejected as misspelled.
 */
function object(
	properties: Readonly<Record<string, Check>>,
	required: readonly string[] = [],
	kept: readonly string[] = [],
): Check {
	const checks = new Map([...Object.entries(properties), ...kept.map((name) => [name, anything] as const)]);
	return (value, path) => {
		if (!isRecord(value)) return part(value, path);
		const at = (name: string) => (path === "" ? name : `${path}.${name}`);
		const missing = required.find((name) => !Object.hasOwn(value, name));
		if (missing !== undefined) throw new Misfit(at(missing), "this property", "none");
		for (const [name, item] of Object.entries(value)) {
			const check = checks.get(name);
			if (check) check(item, at(name));
			else
				throw new Misfit(path, `only the properties ${Object.keys(properties).join(", ")}`, describe(name));
		}
	};
}

/** Checks for a list of items, each with a unique value of the property `key`. */
function list(item: Check, key?: string): Check {
	return (value, path) => {
		if (!Array.isArray(value)) throw new Misfit(path, "a list", describe(value));
		for (const [index, entry] of value.entries()) item(entry, `${path}[${index}]`);
		if (key !== undefined) unique(value, path, key, (entry) => entry[key], "a unique value");
	};
}

/** Checks for users with unique `sub` values, as in AWS. */
const users: Check = (value, path) => {
	list(user, "Username")(value, path);
	const subOf = ({ Attributes }: EmulatorUser) => Attributes?.find(({ Name }) => Name === "sub")?.Value;
	unique(value as EmulatorUser[], path, "Attributes", subOf, "a unique `sub`");
};

function unique<T>(
	entries: readonly T[],
	path: string,
	name: string,
	keyOf: (entry: T) => unknown,
	expected: string,
): void {
	const places = new Map<unknown, string>();
	for (const [index, entry] of entries.entries()) {
		const [place, key] = [`${path}[${index}]`, keyOf(entry)];
		const first = places.get(key);
		if (key !== undefined && first !== undefined)
			throw new Misfit(`${place}.${name}`, expected, `the same as ${first}`);
		places.set(key, place);
	}
}

/** Further members of AWS's shapes, which are kept and ignored. Source: AWS API reference, UserType and AdminGetUser. */
const userMembers = [
	"MFAOptions",
	"UserAttributes",
	"PreferredMfaSetting",
	"UserMFASettingList",
	"ResponseMetadata",
] as const;

/** Source: AWS API reference, UserPoolType and UserPoolDescriptionType. */
const poolMembers = [
	"AccountRecoverySetting",
	"AdminCreateUserConfig",
	"AutoVerifiedAttributes",
	"CreationDate",
	"CustomDomain",
	"DeletionProtection",
	"DeviceConfiguration",
	"Domain",
	"EmailConfiguration",
	"EmailConfigurationFailure",
	"EmailVerificationMessage",
	"EmailVerificationSubject",
	"EstimatedNumberOfUsers",
	"LambdaConfig",
	"LastModifiedDate",
	"MfaConfiguration",
	"Policies",
	"SchemaAttributes",
	"SmsAuthenticationMessage",
	"SmsConfiguration",
	"SmsConfigurationFailure",
	"SmsVerificationMessage",
	"Status",
	"UserAttributeUpdateSettings",
	"UsernameConfiguration",
	"UserPoolTags",
	"VerificationMessageTemplate",
] as const;

const authEvent = object(
	{
		EventId: ruled(eventIdRule),
		EventType: text,
		CreationDate: date,
		EventResponse: text,
		EventRisk: object({ RiskDecision: text, RiskLevel: text, CompromisedCredentialsDetected: truth }),
		ChallengeResponses: list(object({ ChallengeName: text, ChallengeResponse: text })),
		EventContextData: object({
			IpAddress: text,
			DeviceName: text,
			Timezone: text,
			City: text,
			Country: text,
		}),
		EventFeedback: object({ FeedbackValue: text, Provider: text, FeedbackDate: date }),
	},
	["EventId"],
);

const user = object(
	{
		Username: ruled(usernameRule),
		Attributes: list(object({ Name: text, Value: text }, ["Name"]), "Name"),
		Enabled: truth,
		UserStatus: text,
		UserCreateDate: date,
		UserLastModifiedDate: date,
		AuthEvents: list(authEvent, "EventId"),
	},
	["Username"],
	userMembers,
);

const logConfiguration = object(
	{
		EventSource: text,
		LogLevel: text,
		CloudWatchLogsConfiguration: object({ LogGroupArn: text }),
		S3Configuration: object({ BucketArn: text }),
		FirehoseConfiguration: object({ StreamArn: text }),
	},
	["EventSource", "LogLevel"],
);

const riskConfiguration = object({
	ClientId: text,
	CompromisedCredentialsRiskConfiguration: part,
	AccountTakeoverRiskConfiguration: part,
	RiskExceptionConfiguration: part,
});

const userPool = object(
	{
		Id: ruled(userPoolIdRule),
		Name: text,
		Arn: text,
		UserPoolTier: oneOf("LITE", "ESSENTIALS", "PLUS"),
		Replica: oneOf("ACTIVE", "INACTIVE"),
		UserPoolAddOns: object(
			{
				AdvancedSecurityMode: oneOf("OFF", "AUDIT", "ENFORCED"),
				AdvancedSecurityAdditionalFlows: anything,
			},
			["AdvancedSecurityMode"],
		),
		LogConfigurations: list(logConfiguration, "EventSource"),
		RiskConfigurations: list(riskConfiguration, "ClientId"),
		AliasAttributes: list(oneOf("email", "phone_number", "preferred_username")),
		UsernameAttributes: list(oneOf("email", "phone_number")),
		Users: users,
	},
	["Id"],
	poolMembers,
);

const content = object({ UserPools: list(userPool, "Id") }, ["UserPools"]);

/** A value for an error message: lists and objects by their kind, long strings shortened. */
function describe(value: unknown): string {
	if (typeof value === "string") {
		return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
	}
	if (Array.isArray(value)) {
		return "a list";
	}
	return isRecord(value) ? "an object" : String(value);
}
