import { type Access, isCognitoError, printable } from "pulumi-cognito-feedback/internal/cognito";
import { Aws } from "../doctor/aws.ts";
import { counted } from "../report/words/numbers.ts";

/** With more users than this, listing them one by one is too slow. */
const manyUsers = 10_000;

/** A shorter listing needs no hint. */
const longSeconds = 10;

/** A log configuration of a pool, as GetLogDeliveryConfiguration returns it. */
type LogConfiguration = Awaited<ReturnType<Aws["logConfigurations"]>>[number];

/**
 * Hints to show before all users of a pool are listed: the duration, and other sources. None if the credentials lack the
 * permission to find out.
 */
export async function listingHints(
	access: Access,
	userPoolId: string,
	listsAllUsers: boolean,
): Promise<string[]> {
	const aws = new Aws(access.connection, userPoolId);
	const [users, from] = await Promise.all([
		listsAllUsers ? orUndefined(aws.pool()).then((pool) => pool?.estimatedUsers) : undefined,
		orUndefined(aws.logConfigurations()).then(
			(configurations) => configurations && exportedTo(configurations),
		),
	]);
	const rate = access.listingRequestsPerSecond ?? 2 * access.requestsPerSecond;
	return [
		...(users !== undefined && users / rate >= longSeconds
			? [estimateText(users, rate, from !== undefined)]
			: []),
		...(from === undefined
			? []
			: [`this user pool exports its events: \`--from ${printable(from)}\` reads them there`]),
	];
}

async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (error) {
		// Any failure is reported by the listing itself.
		if (isCognitoError(error)) return undefined;
		throw error;
	}
}

/** The value of `--from` that reads a pool's exports. For Firehose, the configuration does not name the destination. */
function exportedTo(configurations: readonly LogConfiguration[]): string | undefined {
	for (const { CloudWatchLogsConfiguration, S3Configuration } of configurations) {
		const group = CloudWatchLogsConfiguration?.LogGroupArn?.split(":log-group:")[1]?.replace(/:\*$/, "");
		if (group) return `logs:${group}`;
		const bucket = S3Configuration?.BucketArn?.split(":::")[1];
		if (bucket) return `s3://${bucket}`;
	}
	return undefined;
}

function estimateText(users: number, rate: number, isExported: boolean): string {
	const about = `listing about ${users.toLocaleString("en")} users takes ${durationText(users / rate)}`;
	const others =
		users > manyUsers && !isExported
			? "; for so many, export the pool's logs and read them with `--from`"
			: "";
	return `${about}${others}`;
}

/** Words a duration: `2 minutes`, `6 hours`. */
function durationText(seconds: number): string {
	const [count, unit] =
		seconds < 90
			? [seconds, "second"]
			: seconds < 5_400
				? [seconds / 60, "minute"]
				: [seconds / 3_600, "hour"];
	return counted(Math.round(count), unit);
}
