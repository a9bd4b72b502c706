/** The AWS SDK's client for Amazon Cognito user pools. */
export type AwsSdk = typeof import("@aws-sdk/client-cognito-identity-provider");

/** Loads the SDK when a request is made and not before: a preview that needs none of it starts without it. */
export function loadAwsSdk(): AwsSdk {
	return require("@aws-sdk/client-cognito-identity-provider");
}
