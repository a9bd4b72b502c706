import type { EmulatorAuthEvent } from "./content.ts";
import type { StoredEvent } from "./store.ts";

/** The event to notify a user of. */
export interface EmulatorNotice {
	/** The ID of the user pool. */
	userPoolId: string;
	/** The user's username, `sub` or alias. */
	username: string;
	/** The ID of the event. */
	eventId: string;
}

/**
 * The event that Amazon Cognito passes to a custom email sender when threat protection notifies a user.
 *
 * Source: Amazon Cognito Developer Guide, "Custom email sender Lambda trigger".
 */
export interface EmulatorNotification {
	/** The version of the event's format. */
	version: string;
	/** The Region of the pool. */
	region: string;
	/** The ID of the user pool. */
	userPoolId: string;
	/** The kind of message. */
	triggerSource: "CustomEmailSender_AccountTakeOverNotification";
	/** The username. */
	userName: string;
	/** Who called Cognito. */
	callerContext: {
		/** The version of the caller's SDK. */
		awsSdkVersion: string;
		/** The app client. */
		clientId: string;
	};
	/** The message to send: no code, and the evidence instead of the user's attributes. */
	request: {
		/** The version of the request's format. */
		type: string;
		/** Always null: this message has no code. */
		code: null;
		/** The evidence, instead of the user's attributes. */
		userAttributes: {
			/** The ID of the event. */
			EVENT_ID: string;
			/** The username. */
			USER_NAME: string;
			/** Where the request came from. */
			IP_ADDRESS: string;
			/** What threat protection did. */
			ACCOUNT_TAKE_OVER_ACTION: "BLOCK" | "MFA" | "NO_ACTION";
			/** Empty, because the emulator's pools have no domain. */
			ONE_CLICK_LINK_VALID: string;
			/** Empty, because the emulator's pools have no domain. */
			ONE_CLICK_LINK_INVALID: string;
			/** When the event happened. */
			LOGIN_TIME: string;
			/** Lets `UpdateAuthEventFeedback` set feedback on this event, once. */
			FEEDBACK_TOKEN: string;
			/** The city of the address. */
			CITY?: string;
			/** The country of the address. */
			COUNTRY?: string;
			/** The name of the device. */
			DEVICE_NAME?: string;
		};
	};
	/** Empty. */
	response: object;
}

/** Makes the trigger's event for an auth event, with a token for feedback on it. */
export function notificationOf(
	{ poolId, username, event }: StoredEvent,
	token: string,
): EmulatorNotification {
	const { IpAddress = "", City, Country, DeviceName } = event.EventContextData ?? {};
	return {
		version: "1",
		region: poolId.slice(0, poolId.indexOf("_")),
		userPoolId: poolId,
		triggerSource: "CustomEmailSender_AccountTakeOverNotification",
		userName: username,
		callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "emulator" },
		request: {
			type: "customEmailSenderRequestV1",
			code: null,
			userAttributes: {
				EVENT_ID: event.EventId,
				USER_NAME: username,
				IP_ADDRESS: IpAddress,
				ACCOUNT_TAKE_OVER_ACTION: actionOf(event),
				ONE_CLICK_LINK_VALID: "",
				ONE_CLICK_LINK_INVALID: "",
				LOGIN_TIME: event.CreationDate === undefined ? "" : String(event.CreationDate),
				FEEDBACK_TOKEN: token,
				...(City !== undefined && { CITY: City }),
				...(Country !== undefined && { COUNTRY: Country }),
				...(DeviceName !== undefined && { DEVICE_NAME: DeviceName }),
			},
		},
		response: {},
	};
}

function actionOf({ EventRisk, ChallengeResponses = [] }: EmulatorAuthEvent): "BLOCK" | "MFA" | "NO_ACTION" {
	if (EventRisk?.RiskDecision === "Block") return "BLOCK";
	return ChallengeResponses.some(({ ChallengeName }) => ChallengeName === "Mfa") ? "MFA" : "NO_ACTION";
}
