import { type Access, connect } from "pulumi-cognito-feedback/internal/cognito";
import { CognitoSource } from "./cognito.ts";
import { FilesSource, InputSource } from "./files.ts";
import { InsightsSource } from "./insights/source.ts";
import { LogGroup } from "./logs.ts";
import { S3Source } from "./s3/source.ts";
import { S3Bucket } from "./s3.ts";
import type { Source } from "./source.ts";

export interface SourceContext {
	readonly access: Access;
	readonly userPoolId: string;
	/** The users whose events to list. Default: all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** The maximum number of events to list for each user. */
	readonly limit?: number | undefined;
	/** The maximum number of bytes for CloudWatch Logs to scan. Default: no limit. */
	readonly maxScan?: number | undefined;
	/** Stops the requests and queries of a source. */
	readonly signal?: AbortSignal | undefined;
}

/** The value of `--from` is not a valid source. */
export class SourceNameError extends Error {
	override readonly name = "SourceNameError";
	/** The expected format. */
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
	if (from === "cognito") return new CognitoSource(connect(context.access), context);
	if (from === "-") return new InputSource();
	if (from.startsWith("s3:")) return s3Source(from, context);
	return from.startsWith("logs:") ? logsSource(from, context) : new FilesSource(from);
}

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const s3Name = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s;

function s3Source(from: string, { access, userPoolId, signal }: SourceContext): Source {
	const [, bucket, prefix = ""] = s3Name.exec(from) ?? [];
	if (bucket === undefined) throw new SourceNameError(from, "s3://bucket/prefix");
	return new S3Source(new S3Bucket(access.connection, userPoolId, bucket), prefix, signal);
}

/** Source: API reference of CloudWatch Logs, CreateLogGroup. */
const logGroupName = /^logs:((?:arn:[^:]+:logs:[^:]+:\d{12}:log-group:)?[\w./#-]{1,512}(?::\*)?)$/;

function logsSource(from: string, { access, userPoolId, maxScan, signal }: SourceContext): Source {
	const [, group] = logGroupName.exec(from) ?? [];
	if (group === undefined) throw new SourceNameError(from, "logs:<log group>, its name or ARN");
	return new InsightsSource(new LogGroup(access.connection, userPoolId, group), group, { maxScan, signal });
}
