import type { AssumeRole } from "../cognito/assumeRole.ts";
import { secondsOf } from "../cognito/assumeRole.ts";
import type { Connection } from "../cognito/connection.ts";
import { unknownNames } from "../cognito/rules.ts";
import { omitUndefined } from "../cognito/values.ts";
import { isMap } from "./codecs.ts";

/** The account that Cognito is called in: the settings that select it, other than the profile. */
type Account = Pick<Connection, "keys" | "assumeRoles" | "allowedAccountIds" | "forbiddenAccountIds">;

/** The settings of {@link Account}: those of `@pulumi/aws`. Lists are JSON. */
export const accountSettings = [
	"aws:accessKey",
	"aws:secretKey",
	"aws:token",
	"aws:assumeRole",
	"aws:assumeRoles",
	"aws:allowedAccountIds",
	"aws:forbiddenAccountIds",
] as const;
type AccountSetting = (typeof accountSettings)[number];

const exampleRoles = `'[{"roleArn":"arn:aws:iam::123456789012:role/feedback"}]'`;
const exampleAccounts = `'["123456789012"]'`;

/** Reads the settings of an account. Their values are not printed, since they may be secrets. */
export class AccountReader {
	readonly #get: (key: AccountSetting) => string | undefined;
	readonly #refuse: (key: AccountSetting, reason: string, example: string) => void;

	/** @param refuse Called with the reason why a setting is invalid, and an example of a valid value. */
	constructor(
		get: (key: AccountSetting) => string | undefined,
		refuse: (key: AccountSetting, reason: string, example: string) => void,
	) {
		this.#get = get;
		this.#refuse = refuse;
	}

	/** The settings that are set and valid. */
	take(): Account {
		return omitUndefined({
			keys: this.#keys(),
			assumeRoles: this.#roles(),
			allowedAccountIds: this.#accountIds("aws:allowedAccountIds"),
			forbiddenAccountIds: this.#accountIds("aws:forbiddenAccountIds"),
		});
	}

	#keys(): Account["keys"] {
		const accessKeyId = this.#get("aws:accessKey");
		const secretAccessKey = this.#get("aws:secretKey");
		const sessionToken = this.#get("aws:token");
		if (accessKeyId && secretAccessKey)
			return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
		if (!accessKeyId && !secretAccessKey && !sessionToken) return undefined;
		const missing = accessKeyId ? "aws:secretKey" : "aws:accessKey";
		this.#refuse(missing, "is missing beside the other keys", "--secret");
		return undefined;
	}

	#roles(): readonly AssumeRole[] | undefined {
		const [single, several] = [this.#parsed("aws:assumeRole"), this.#parsed("aws:assumeRoles")];
		if (single === undefined && several === undefined) return undefined;
		const key = several === undefined ? "aws:assumeRole" : "aws:assumeRoles";
		const roles = several ?? (Array.isArray(single) ? single : [single]);
		const failures = single !== undefined && several !== undefined ? ["is set twice"] : roleFailures(roles);
		if (failures.length === 0) return roles as readonly AssumeRole[];
		this.#refuse(key, failures.join(", "), exampleRoles);
		return undefined;
	}

	#accountIds(key: "aws:allowedAccountIds" | "aws:forbiddenAccountIds"): readonly string[] | undefined {
		const parsed = this.#parsed(key);
		if (parsed === undefined) return undefined;
		// In YAML, an ID without quotes is a number.
		const ids = Array.isArray(parsed) ? parsed.map((id) => String(id).padStart(12, "0")) : [];
		if (ids.length > 0 && ids.every((id) => /^\d{12}$/.test(id))) return ids;
		this.#refuse(key, "its value is not a list of account IDs of 12 digits", exampleAccounts);
		return undefined;
	}

	/** Parses a JSON value; `undefined` if the setting is missing or an empty list. */
	#parsed(key: AccountSetting): unknown {
		const text = this.#get(key);
		if (text === undefined || /^\s*(|\[\s*\]|\{\s*\}|null)\s*$/.test(text)) return undefined;
		try {
			return withoutNull(JSON.parse(text));
		} catch {
			return text;
		}
	}
}

/** What a field of a role must be, and a test for it. */
type Rule = readonly [expected: string, isRight: (value: unknown) => boolean];

const text: Rule = ["a text", isText];
const texts: Rule = ["a list of texts", isTexts];
const name: Rule = [
	"2 to 64 letters, digits and `_+=,.@-`",
	(value) => isText(value) && /^[\w+=,.@-]{2,64}$/.test(value),
];

/** Source: AWS STS API reference, AssumeRole. */
const roleRules: Readonly<Record<keyof AssumeRole, Rule>> = {
	roleArn: [
		"the ARN of a role, such as `arn:aws:iam::123456789012:role/feedback`",
		(value) => isText(value) && /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(value),
	],
	sessionName: name,
	externalId: text,
	duration: [
		"a duration from 15 minutes to 12 hours, such as `1h` or `30m`",
		(value) => {
			const seconds = isText(value) ? secondsOf(value) : undefined;
			return seconds !== undefined && seconds >= 900 && seconds <= 43_200;
		},
	],
	policy: text,
	policyArns: texts,
	tags: [
		"texts by key",
		(value) => isMap(value) && Object.values(value).every((tag) => typeof tag === "string"),
	],
	transitiveTagKeys: texts,
	sourceIdentity: name,
};
const roleFields = Object.keys(roleRules) as (keyof AssumeRole)[];

function roleFailures(roles: unknown): string[] {
	if (!Array.isArray(roles)) return ["its value is not a list of roles"];
	return roles.flatMap((role, index) => {
		if (!isMap(role)) return `[${index}] is not a role`;
		const wrong = roleFields.flatMap((field) => {
			const [expected, isRight] = roleRules[field];
			const isLeftOut = role[field] === undefined && field !== "roleArn";
			return isLeftOut || isRight(role[field]) ? [] : `[${index}].${field} is not ${expected}`;
		});
		return [
			...wrong,
			...unknownNames(roleFields, Object.keys(role)).map((failure) => `[${index}]: ${failure}`),
		];
	});
}

/** Copies a value without the fields that are `null`, which count as missing. */
function withoutNull(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNull);
	return isMap(value) ? omitUndefined(value) : value;
}

function isText(value: unknown): value is string {
	return typeof value === "string" && value !== "";
}

function isTexts(value: unknown): boolean {
	return Array.isArray(value) && value.every(isText);
}
