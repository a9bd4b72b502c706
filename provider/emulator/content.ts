/**
 * The content of an emulator, and the shape of its JSON file. All names are AWS's own, so you can paste in the output of `aws
 * cognito-idp admin-list-user-auth-events` and `aws cognito-idp list-users`.
 *
 * Source: AWS API reference, UserPoolType, LogConfigurationType, RiskConfigurationType, UserType and AuthEventType.
 *
 * @example { "UserPools": [ { "Id": "eu-central-1_AbCdEf123", "Users": [ { "Username": "alice", "Attributes": [{ "Name":
 *   "email", "Value": "alice@example.com" }], "AuthEvents": [{ "EventId": "a1b2", "EventType": "SignIn", "CreationDate":
 *   "2026-11-20T08:14:00Z" }] } ] } ] }
 */
export interface EmulatorContent {
	/** The user pools, each with a unique `Id`. */
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
	/** The pool's feature plan. The emulator returns it and behaves the same on each. Default: `PLUS`. */
	UserPoolTier?: "LITE" | "ESSENTIALS" | "PLUS";
	/**
	 * The attributes that stand for the username in a request, once they are verified: `email`, `phone_number` or
	 * `preferred_username`, which needs no verification. Default: none, as in AWS.
	 */
	AliasAttributes?: string[];
	/** The attributes that users sign in with; they stand for the username like those of `AliasAttributes`. */
	UsernameAttributes?: string[];
	/**
	 * Makes the pool a secondary replica, active or not. While it is inactive, the operations that submit feedback return
	 * `OperationNotEnabledException`. Not a name of AWS. Default: no replica.
	 */
	Replica?: "ACTIVE" | "INACTIVE";
	/** Threat protection. Default: `AUDIT`, because a pool with auth events has it on. */
	UserPoolAddOns?: EmulatorAddOns;
	/** Where the pool sends its logs. The emulator returns this and sends no logs. Default: nowhere. */
	LogConfigurations?: EmulatorLogConfiguration[];
	/** The risk configurations of the pool and of app clients. The emulator returns them and rates nothing. Default: none. */
	RiskConfigurations?: EmulatorRiskConfiguration[];
	/** The pool's users, each with a unique `Username` and `sub`. Default: none. */
	Users?: EmulatorUser[];
}

/** Whether the pool's threat protection is on. */
export interface EmulatorAddOns {
	/**
	 * `OFF` makes the operations on auth events return `UserPoolAddOnNotEnabledException`; the other two have the same effect
	 * here.
	 */
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

/** The settings of full-function mode. The emulator returns its parts unchanged and unchecked. */
export interface EmulatorRiskConfiguration {
	/** The app client; if missing, this is the pool's configuration. */
	ClientId?: string;
	/** The action on compromised credentials. */
	CompromisedCredentialsRiskConfiguration?: object;
	/** The actions on account takeover, by risk level. */
	AccountTakeoverRiskConfiguration?: object;
	/** Ranges of addresses that are always allowed or blocked. */
	RiskExceptionConfiguration?: object;
}

/** A user and the user's auth events. */
export interface EmulatorUser {
	/** 1–128 letters, marks, symbols, numbers or punctuation. */
	Username: string;
	/**
	 * The user's attributes. `sub` and the aliases of the pool can stand for the username in a request. A username takes
	 * precedence over a `sub`, and a `sub` over an alias. An alias shared by several users matches none of them.
	 */
	Attributes?: EmulatorAttribute[];
	/** Whether the user may sign in. Listings return it unchanged. */
	Enabled?: boolean;
	/** For example `CONFIRMED`. Listings return it unchanged. */
	UserStatus?: string;
	/** When the user was created. Listings return it unchanged. */
	UserCreateDate?: EmulatorDate;
	/** When the user last changed. Listings return it unchanged. */
	UserLastModifiedDate?: EmulatorDate;
	/** The user's events in any order, each with a unique `EventId`. Default: none. */
	AuthEvents?: EmulatorAuthEvent[];
}

/** An attribute of a user. */
export interface EmulatorAttribute {
	/** For example `email`. */
	Name: string;
	/** Its value. Default: none. */
	Value?: string;
}

/**
 * An authentication event. Only the ID is required. Values such as `SignIn` or `High` are not checked, and listings return them
 * unchanged, so you can test values newer than an SDK.
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
	/** The risk rating. */
	EventRisk?: EmulatorEventRisk;
	/** The challenges and their results. */
	ChallengeResponses?: EmulatorChallengeResponse[];
	/** The address, place and device. */
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

/** A challenge and its result. */
export interface EmulatorChallengeResponse {
	/** `Password` or `Mfa`. */
	ChallengeName?: string;
	/** `Success` or `Failure`. */
	ChallengeResponse?: string;
}

/** The address, place and device of an event. */
export interface EmulatorEventContext {
	/** For example `203.0.113.7`. */
	IpAddress?: string;
	/** For example `Chrome 141, Windows 11`. */
	DeviceName?: string;
	/** For example `+01:00`. */
	Timezone?: string;
	/** For example `Berlin`. */
	City?: string;
	/** For example `Germany`. */
	Country?: string;
}

/** Feedback on an event. */
export interface EmulatorEventFeedback {
	/** `Valid` or `Invalid`. */
	FeedbackValue?: string;
	/**
	 * Who gave it. The emulator writes `Admin` for an administrator, as the AWS API reference documents, and `User` for
	 * feedback with the token of a notification, for which the reference documents no value.
	 */
	Provider?: string;
	/** When it was given. */
	FeedbackDate?: EmulatorDate;
}

/**
 * A time: an ISO 8601 string with a time zone, as the AWS CLI prints it (`2026-11-20T09:14:00.250000+01:00`), or seconds since
 * 1970 as a number, as the API sends it.
 */
export type EmulatorDate = string | number;
