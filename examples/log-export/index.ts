import { LogGroup, LogIndexPolicy } from "@pulumi/aws/cloudwatch";
import { LogDeliveryConfiguration } from "@pulumi/aws/cognito";
import { Policy } from "@pulumi/aws/iam";
import { Bucket, BucketLifecycleConfiguration, BucketPublicAccessBlock } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";

const config = new pulumi.Config();
const userPoolId = config.require("userPoolId");
const days = config.getNumber("days") ?? 90;

/** A destination of events, its value for `--from`, and the permissions to read it. */
interface Destination {
	readonly configuration: object;
	readonly from: pulumi.Output<string>;
	readonly statements: pulumi.Input<object>[];
}

// The lines contain addresses and usernames of everyone who signs in, so they are deleted after some days.
function toLogGroup(): Destination {
	// Cognito may write to log groups with this prefix without a separate resource policy for each.
	const group = new LogGroup("events", {
		name: `/aws/vendedlogs/cognito/${userPoolId}`,
		retentionInDays: days,
	});
	// With an index, a query for one user scans less data, and so costs less.
	new LogIndexPolicy("events", {
		logGroupName: group.name,
		policyDocument: JSON.stringify({
			Fields: ["message.eventId", "message.userName", "message.userSub", "message.userPoolId"],
		}),
	});
	return {
		configuration: { cloudWatchLogsConfiguration: { logGroupArn: group.arn } },
		from: pulumi.interpolate`logs:${group.name}`,
		statements: [
			{
				Sid: "QueryExportedLogs",
				Effect: "Allow",
				Action: ["logs:StartQuery"],
				Resource: [pulumi.interpolate`${group.arn}:*`],
			},
			{
				Sid: "FollowOwnQueries",
				Effect: "Allow",
				Action: ["logs:GetQueryResults", "logs:StopQuery"],
				Resource: ["*"],
			},
		],
	};
}

function toBucket(): Destination {
	const bucket = new Bucket("events");
	new BucketPublicAccessBlock("events", {
		bucket: bucket.id,
		blockPublicAcls: true,
		blockPublicPolicy: true,
		ignorePublicAcls: true,
		restrictPublicBuckets: true,
	});
	new BucketLifecycleConfiguration("events", {
		bucket: bucket.id,
		rules: [{ id: "expire", status: "Enabled", filter: {}, expiration: { days } }],
	});
	return {
		configuration: { s3Configuration: { bucketArn: bucket.arn } },
		from: pulumi.interpolate`s3://${bucket.id}/`,
		statements: [
			{ Sid: "ListExportedLogs", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucket.arn] },
			{
				Sid: "ReadExportedLogs",
				Effect: "Allow",
				Action: ["s3:GetObject"],
				Resource: [pulumi.interpolate`${bucket.arn}/*`],
			},
		],
	};
}

const destination = config.get("destination") === "s3" ? toBucket() : toLogGroup();

// The pool needs the Plus plan, with threat protection in audit-only or full-function mode.
new LogDeliveryConfiguration("events", {
	userPoolId,
	logConfigurations: [{ eventSource: "userAuthEvents", logLevel: "INFO", ...destination.configuration }],
});

const policy = new Policy("review", {
	description: "Read the exported auth events of a user pool",
	policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: destination.statements }),
});

// Decisions on the events, once there is a decisions file.
const file = config.get("file");
if (file !== undefined) AuthEventFeedbackSet.fromFile("reviewed", file);

export const from = destination.from;
export const policyArn = policy.arn;
