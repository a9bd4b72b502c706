/** An IAM role to assume. The fields are those of `@pulumi/aws`. */
export interface AssumeRole {
	/**
	 * The ARN of the role, such as `arn:aws:iam::123456789012:role/feedback`.
	 *
	 * Required. Source: AWS STS API reference, AssumeRole, `RoleArn`.
	 */
	readonly roleArn: string;
	/**
	 * The name of the session, which AWS CloudTrail records.
	 *
	 * Optional. Default: `pulumi-cognito-feedback`. Source: AWS STS API reference, AssumeRole, `RoleSessionName`.
	 */
	readonly sessionName?: string;
	/**
	 * The external ID that the role's trust policy requires.
	 *
	 * Optional. Default: none. Source: AWS STS API reference, AssumeRole, `ExternalId`.
	 */
	readonly externalId?: string;
	/**
	 * The lifetime of the role's credentials, from 15 minutes to 12 hours, such as `1h` or `30m`. They are renewed before they
	 * expire.
	 *
	 * Optional. Default: one hour. Source: AWS STS API reference, AssumeRole, `DurationSeconds`.
	 */
	readonly duration?: string;
	/**
	 * An IAM policy, as JSON, that restricts the session further than the role's own policies.
	 *
	 * Optional. Default: none. Source: AWS STS API reference, AssumeRole, `Policy`.
	 */
	readonly policy?: string;
	/**
	 * The ARNs of IAM policies that restrict the session further than the role's own policies.
	 *
	 * Optional. Default: none. Source: AWS STS API reference, AssumeRole, `PolicyArns`.
	 */
	readonly policyArns?: readonly string[];
	/**
	 * The tags of the session, by key.
	 *
	 * Optional. Default: none. Source: AWS STS API reference, AssumeRole, `Tags`.
	 */
	readonly tags?: Readonly<Record<string, string>>;
	/**
	 * The keys of the tags to pass on to the sessions of further roles.
	 *
	 * Optional. Default: none. Source: AWS STS API reference, AssumeRole, `TransitiveTagKeys`.
	 */
	readonly transitiveTagKeys?: readonly string[];
	/**
	 * The identity that the session carries, which AWS CloudTrail records.
	 *
	 * Optional. Default: none. Source: AWS STS API reference, AssumeRole, `SourceIdentity`.
	 */
	readonly sourceIdentity?: string;
}

/** The number of seconds of a duration such as `1h30m`; `undefined` if it is not a duration. */
export function secondsOf(duration: string): number | undefined {
	const [all, hours = 0, minutes = 0, seconds = 0] =
		/^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
	return all ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : undefined;
}
