/** The ARN of a user pool in a Region, in the partition of that Region. */
export function userPoolArn(userPoolId: string, region: string | undefined, account = "<account>"): string {
	return `arn:${partitionOf(region)}:cognito-idp:${region ?? "<region>"}:${account}:userpool/${userPoolId}`;
}

/** `aws`, `aws-us-gov`, `aws-cn` and so on. Source: the AWS SDK's table of partitions. */
function partitionOf(region: string | undefined): string {
	if (region === undefined) return "aws";
	const { partition }: typeof import("@aws-sdk/core/client") = require("@aws-sdk/core/client");
	return partition(region).name;
}
