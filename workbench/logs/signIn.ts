/** The truth about an event, which no log contains; tests compare results with it. */
export type Story = "usual" | "newDevice" | "travel" | "stuffing" | "takeover";

export type Level = "Low" | "Medium" | "High";

/** Feedback that an administrator gave on an event. */
export interface Feedback {
	readonly value: "Valid" | "Invalid";
	/** The time, in milliseconds since 1970. */
	readonly time: number;
}

/** An auth event of a generated pool. */
export interface SignIn {
	readonly eventId: string;
	readonly type: "SignIn" | "SignUp" | "ForgotPassword" | "PasswordChange" | "ResendCode";
	/** In milliseconds since 1970, whole seconds. */
	readonly time: number;
	readonly username: string;
	readonly userSub: string;
	readonly clientId: string;
	readonly response: "Pass" | "Fail" | "InProgress";
	readonly riskLevel: Level | undefined;
	readonly riskDecision: "NoRisk" | "AccountTakeover" | "Block";
	readonly compromised: boolean;
	/** For example `Password:Success`. */
	readonly challenges: readonly string[];
	readonly device: string;
	readonly ipAddress: string;
	readonly city: string;
	readonly country: string;
	readonly requestId: string;
	readonly idpName: string;
	readonly hasContext: boolean;
	readonly feedback?: Feedback;
	/** Whether it was the user; not in the log. */
	readonly wasUser: boolean;
	/** What happened; not in the log. */
	readonly story: Story;
}
