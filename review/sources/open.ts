import { type Access, connect } from "pulumi-cognito-feedback/internal/cognito";
import { cognitoSource, type ListingOptions } from "./cognito.ts";
import { filesSource, inputSource } from "./files.ts";
import type { QueryOptions } from "./insights/queries.ts";
import { insightsSource } from "./insights/source.ts";
import { LogGroup } from "./logs.ts";
import { s3Source } from "./s3/source.ts";
import { S3Bucket } from "./s3.ts";
import type { Source } from "./source.ts";

export interface SourceContext extends ListingOptions, Pick<QueryOptions, "maxScan" | "signal"> {
	readonly access: Access;
	readonly userPoolId: string;
}

/** The value of `--from` is not a valid source. */
export class SourceNameError extends Error {
	override readonly name = "SourceNameError";
	readonly expected: string;

	constructor(from: string, expected: string) {
		super(from);
		this.expected = expected;
	}
}

/**
 * Creates the source that `--from` names.
 *
 * @throws SourceNameError
 */
export function openSource(from: string, context: SourceContext): Source {
	if (from === "cognito") return cognitoSource(connect(context.access), context);
	if (from === "-") return inputSource;
	if (from.startsWith("s3:")) return bucketSource(from, context);
	return from.startsWith("logs:") ? logGroupSource(from, context) : filesSource(from);
}

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const s3Name = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s;

function bucketSource(from: string, { access, userPoolId, signal }: SourceContext): Source {
	const [, bucket, prefix = ""] = s3Name.exec(from) ?? [];
	if (bucket === undefined) throw new SourceNameError(from, "s3://bucket/prefix");
	return s3Source(new S3Bucket(access.connection, userPoolId, bucket), prefix, signal);
}

/** Source: API reference of CloudWatch Logs, CreateLogGroup. */
const logGroupName = /^logs:((?:arn:[^:]+:logs:[^:]+:\d{12}:log-group:)?[\w./#-]{1,512}(?::\*)?)$/;

function logGroupSource(from: string, { access, userPoolId, maxScan, signal }: SourceContext): Source {
	const [, group] = logGroupName.exec(from) ?? [];
	if (group === undefined) throw new SourceNameError(from, "logs:<log group>, its name or ARN");
	return insightsSource(new LogGroup(access.connection, userPoolId, group), group, { maxScan, signal });
}
