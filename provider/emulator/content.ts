/**
 * What an emulator holds, and the shape of its JSON file. Every name is the one that AWS uses, so that what
 * `aws cognito-idp admin-list-user-auth-events` and `aws cognito-idp list-users` print can be pasted in.
 *
 * Source: AWS API reference, UserPoolType, LogConfigurationType, RiskConfigurationType, UserType and AuthEventType.
 *
 * @example
 * {
 *   "UserPools": [
 *     {
 *       "Id": "eu-central-1_AbCdEf123",
 *       "Users": [
 *         {
 *           "Username": "alice",
 *           "Attributes": [{ "Name": "email", "Value": "alice@example.com" }],
 *           "AuthEvents": [{ "EventId": "a1b2", "EventType": "SignIn", "CreationDate": "2026-11-20T08:14:00Z" }]
 *         }
 *       ]
 *     }
 *   ]
 * }
 */
export interface EmulatorContent {
	/** The user pools; no two with the same `Id`. */
	UserPools: EmulatorUserPool[];
}

/** A user pool and its users. */
export interface EmulatorUserPool {
	/** 1–55 characters: a Region, `_` and letters or digits. */
	Id: string;
	/** The pool's friendly name. The emulator keeps it and does not read it. */
	Name?: string;
	/** The pool's ARN. Default: made of `Id`, with the account 000000000000. */
	Arn?: string;
	/** The pool's feature plan. The emulator returns it and acts alike on each. Default: `PLUS`. */
	UserPoolTier?: "LITE" | "ESSENTIALS" | "PLUS";
	/**
	 * The attributes that stand for the username in a request, once they are verified: `email`, `phone_number` or
	 * `preferred_username`, which needs no verification. Default: none, as in AWS.
	 */
	AliasAttributes?: string[];
	/** The attributes that users sign in with, which stand for the username as those of `AliasAttributes` do. */
	UsernameAttributes?: string[];
	/**
	 * That the pool is a secondary replica, and whether it is active: while it is not, the operations that take
	 * feedback return `OperationNotEnabledException`. A name of the emulator's, not of AWS. Default: no replica.
	 */
	Replica?: "ACTIVE" | "INACTIVE";
	/** Threat protection. Absent means `AUDIT`, since a pool whose events are of interest has it on. */
	UserPoolAddOns?: EmulatorAddOns;
	/** Where the pool sends its logs. The emulator returns it and sends none there. Default: nowhere. */
	LogConfigurations?: EmulatorLogConfiguration[];
	/** What full function does, for the pool and for app clients. The emulator returns it and rates nothing. Default: none. */
	RiskConfigurations?: EmulatorRiskConfiguration[];
	/** The pool's users; no two with the same `Username` or the same `sub`. Default: none. */
	Users?: EmulatorUser[];
}

/** Whether the pool's threat protection is on. */
export interface EmulatorAddOns {
	/** `OFF` makes the operations on auth events return `UserPoolAddOnNotEnabledException`; the other two act alike here. */
	AdvancedSecurityMode: "OFF" | "AUDIT" | "ENFORCED";
	/** Threat protection of custom authentication. The emulator keeps it and does not read it. */
	AdvancedSecurityAdditionalFlows?: unknown;
}

/** Where a pool sends one kind of its logs. */
export interface EmulatorLogConfiguration {
	/** `userAuthEvents` or `userNotification`. */
	EventSource: string;
	/** `INFO` or `ERROR`. */
	LogLevel: string;
	/** A log group of CloudWatch Logs. */
	CloudWatchLogsConfiguration?: {
		/** Its ARN. */
		LogGroupArn?: string;
	};
	/** A bucket of Amazon S3. */
	S3Configuration?: {
		/** Its ARN. */
		BucketArn?: string;
	};
	/** A stream of Amazon Data Firehose. */
	FirehoseConfiguration?: {
		/** Its ARN. */
		StreamArn?: string;
	};
}

/** What full function does. Its parts are as AWS has them, are returned unchanged, and are not checked. */
export interface EmulatorRiskConfiguration {
	/** The app client; without it, the pool. */
	ClientId?: string;
	/** On sign-ins with compromised credentials. */
	CompromisedCredentialsRiskConfiguration?: object;
	/** On sign-ins of each risk level. */
	AccountTakeoverRiskConfiguration?: object;
	/** Ranges of addresses that are always allowed or blocked. */
	RiskExceptionConfiguration?: object;
}

/** A user and the user's auth events. */
export interface EmulatorUser {
	/** 1–128 letters, marks, symbols, numbers or punctuation. */
	Username: string;
	/**
	 * The user's attributes. `sub` and the aliases of the pool can stand for the username in a request.
	 * A username goes before a `sub`, a `sub` before an alias, and an alias shared by several users matches none of them.
	 */
	Attributes?: EmulatorAttribute[];
	/** Whether the user may sign in. Listings return it unchanged. */
	Enabled?: boolean;
	/** Like `CONFIRMED`. Listings return it unchanged. */
	UserStatus?: string;
	/** When the user was made. Listings return it unchanged. */
	UserCreateDate?: EmulatorDate;
	/** When the user was changed last. Listings return it unchanged. */
	UserLastModifiedDate?: EmulatorDate;
	/** The user's events in any order; no two with the same `EventId`. Default: none. */
	AuthEvents?: EmulatorAuthEvent[];
}

/** An attribute of a user. */
export interface EmulatorAttribute {
	/** Like `email`. */
	Name: string;
	/** Its value. Default: none. */
	Value?: string;
}

/**
 * An authentication event. Only the ID is required. Values that AWS lists, like `SignIn` or `High`, are not checked:
 * listings return them unchanged, so values newer than an SDK can be tested.
 */
export interface EmulatorAuthEvent {
	/** 1–50 letters, digits, `_`, `+` or `-`. */
	EventId: string;
	/** `SignIn`, `SignUp`, `ForgotPassword`, `PasswordChange` or `ResendCode`. */
	EventType?: string;
	/** When it happened. Listings are newest first; events without a date come last. */
	CreationDate?: EmulatorDate;
	/** `Pass`, `Fail` or `InProgress`. */
	EventResponse?: string;
	/** How it was rated. */
	EventRisk?: EmulatorEventRisk;
	/** What the user was asked for, and with what result. */
	ChallengeResponses?: EmulatorChallengeResponse[];
	/** Where it came from, and with what. */
	EventContextData?: EmulatorEventContext;
	/** The feedback on it. */
	EventFeedback?: EmulatorEventFeedback;
}

/** How threat protection rated an event. */
export interface EmulatorEventRisk {
	/** `NoRisk`, `AccountTakeover` or `Block`. */
	RiskDecision?: string;
	/** `Low`, `Medium` or `High`. */
	RiskLevel?: string;
	/** Whether the password is known from a leak. */
	CompromisedCredentialsDetected?: boolean;
}

/** What a user was asked for, and with what result. */
export interface EmulatorChallengeResponse {
	/** `Password` or `Mfa`. */
	ChallengeName?: string;
	/** `Success` or `Failure`. */
	ChallengeResponse?: string;
}

/** Where an event came from, and with what. */
export interface EmulatorEventContext {
	/** Like `203.0.113.7`. */
	IpAddress?: string;
	/** Like `Chrome 141, Windows 11`. */
	DeviceName?: string;
	/** Like `+01:00`. */
	Timezone?: string;
	/** Like `Berlin`. */
	City?: string;
	/** Like `Germany`. */
	Country?: string;
}

/** Feedback on an event. */
export interface EmulatorEventFeedback {
	/** `Valid` or `Invalid`. */
	FeedbackValue?: string;
	/**
	 * Who gave it. The emulator writes `Admin`, the value that the AWS API reference has for an administrator, and `User` for
	 * feedback with the token of a notification, for which that reference has none.
	 */
	Provider?: string;
	/** When. */
	FeedbackDate?: EmulatorDate;
}

/**
 * A moment: an ISO 8601 string with a time zone, as the AWS CLI prints it (`2026-11-20T09:14:00.250000+01:00`), or
 * seconds since 1970 as a number, as the API sends it.
 */
export type EmulatorDate = string | number;
