import { type Access, isCognitoError, printable } from "pulumi-cognito-feedback/internal/cognito";
import { Aws } from "../doctor/aws.ts";
import { count, counted } from "../report/words/numbers.ts";

/** With more users than this, listing them one by one is too slow. */
const manyUsers = 10_000;

/** A shorter listing needs no hint. */
const longSeconds = 10;

/**
 * Hints to show before all users of a pool are listed: the duration, and other sources. None if the credentials lack the
 * permission to find out.
 */
export async function listingHints(
	access: Required<Access>,
	userPoolId: string,
	listsAllUsers: boolean,
): Promise<string[]> {
	const aws = new Aws(access.connection, userPoolId);
	const [pool, configurations = []] = await Promise.all([
		listsAllUsers ? aws.pool().catch(unlessRefused) : undefined,
		aws.logConfigurations().catch(unlessRefused),
	]);
	const from = exportedTo(configurations);
	const users = pool?.EstimatedNumberOfUsers ?? 0;
	const seconds = users / access.listingRequestsPerSecond;
	const about = `listing about ${count(users)} users takes ${durationText(seconds)}`;
	const others = "; for so many, export the pool's logs and read them with `--from`";
	return [
		...(seconds >= longSeconds ? [users > manyUsers && !from ? about + others : about] : []),
		...(from ? [`this user pool exports its events: \`--from ${printable(from)}\` reads them there`] : []),
	];
}

/** Any refusal is reported by the listing itself. */
function unlessRefused(error: unknown): undefined {
	if (!isCognitoError(error)) throw error;
}

/** The value of `--from` that reads a pool's exports. For Firehose, the configuration does not name the destination. */
function exportedTo(configurations: Awaited<ReturnType<Aws["logConfigurations"]>>): string | undefined {
	for (const { CloudWatchLogsConfiguration, S3Configuration } of configurations) {
		const group = CloudWatchLogsConfiguration?.LogGroupArn?.split(":log-group:")[1]?.replace(/:\*$/, "");
		if (group) return `logs:${group}`;
		const bucket = S3Configuration?.BucketArn?.split(":::")[1];
		if (bucket) return `s3://${bucket}`;
	}
	return undefined;
}

/** Words a duration: `2 minutes`, `6 hours`. */
function durationText(seconds: number): string {
	if (seconds < 90) return counted(Math.round(seconds), "second");
	if (seconds < 5_400) return counted(Math.round(seconds / 60), "minute");
	return counted(Math.round(seconds / 3_600), "hour");
}
