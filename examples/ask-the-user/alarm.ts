import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface AlarmArgs {
	readonly alarmDescription: string;
	readonly namespace: string;
	readonly metricName: string;
	readonly dimensions: Record<string, pulumi.Input<string>>;
	/** What to notify, such as the ARN of an SNS topic. Default: nothing; the alarm only shows in CloudWatch. */
	readonly alarmActions?: pulumi.Input<string>[];
}

/** Raises an alarm when a metric counts one failure within five minutes. */
export function alarm(name: string, args: AlarmArgs, opts: pulumi.CustomResourceOptions): MetricAlarm {
	return new MetricAlarm(
		name,
		{
			...args,
			statistic: "Sum",
			period: 300,
			evaluationPeriods: 1,
			comparisonOperator: "GreaterThanThreshold",
			threshold: 0,
			treatMissingData: "notBreaching",
		},
		opts,
	);
}
