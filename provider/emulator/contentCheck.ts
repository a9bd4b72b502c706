import type { StringRule } from "../cognito/rules.ts";
import { eventIdRule, usernameRule, userPoolIdRule, violations } from "../cognito/rules.ts";
import type { EmulatorContent } from "./content.ts";
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

const text: Check = (value, path) => {
	if (typeof value !== "string") {
		throw new Misfit(path, "a string", describe(value));
	}
};

const truth: Check = (value, path) => {
	if (typeof value !== "boolean") {
		throw new Misfit(path, "true or false", describe(value));
	}
};

const date: Check = (value, path) => {
	if (!isEmulatorDate(value)) {
		const expected = "an ISO 8601 date with a time zone, like `2026-11-20T08:14:00Z`, or seconds since 1970";
		throw new Misfit(path, expected, describe(value));
	}
};

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

function oneOf(...known: readonly string[]): Check {
	return (value, path) => {
		if (!known.some((one) => one === value)) {
			throw new Misfit(path, known.map((one) => JSON.stringify(one)).join(" or "), describe(value));
		}
	};
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
		if (!isRecord(value)) {
			throw new Misfit(path, "an object", describe(value));
		}
		const at = (name: string) => (path === "" ? name : `${path}.${name}`);
		for (const name of required) {
			if (!Object.hasOwn(value, name)) {
				throw new Misfit(at(name), "this property", "none");
			}
		}
		for (const [name, item] of Object.entries(value)) {
			const check = checks.get(name);
			if (check === undefined) {
				throw new Misfit(path, `only the properties ${Object.keys(properties).join(", ")}`, describe(name));
			}
			check(item, at(name));
		}
	};
}

/** Checks for a list of items, each with a unique value of the property `key`. */
function list(item: Check, key?: string): Check {
	return (value, path) => {
		if (!Array.isArray(value)) {
			throw new Misfit(path, "a list", describe(value));
		}
		const places = new Map<unknown, string>();
		for (const [index, entry] of value.entries()) {
			const place = `${path}[${index}]`;
			item(entry, place);
			if (key !== undefined && isRecord(entry)) {
				const first = places.get(entry[key]);
				if (first !== undefined) {
					throw new Misfit(`${place}.${key}`, "a unique value", `the same as ${first}`);
				}
				places.set(entry[key], place);
			}
		}
	};
}

/** Checks for a pool whose users have unique `sub` values, as in AWS. */
function poolOf(pool: Check): Check {
	return (value, path) => {
		pool(value, path);
		const places = new Map<string | undefined, string>();
		for (const [index, entry] of ((value as EmulatorContent["UserPools"][number]).Users ?? []).entries()) {
			const sub = entry.Attributes?.find((attribute) => attribute.Name === "sub")?.Value;
			const first = places.get(sub);
			if (sub !== undefined && first !== undefined) {
				throw new Misfit(`${path}.Users[${index}].Attributes`, "a unique `sub`", `the same as ${first}`);
			}
			places.set(sub, `${path}.Users[${index}]`);
		}
	};
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

const part: Check = (value, path) => {
	if (!isRecord(value)) throw new Misfit(path, "an object", describe(value));
};

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
		Users: list(user, "Username"),
	},
	["Id"],
	poolMembers,
);

const content = object({ UserPools: list(poolOf(userPool), "Id") }, ["UserPools"]);

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
