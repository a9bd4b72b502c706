import { Table } from "@pulumi/aws/dynamodb";
import type * as pulumi from "@pulumi/pulumi";

/** A table whose items DynamoDB removes some time after their `expiresAt`. */
export function expiringTable(name: string, opts: pulumi.CustomResourceOptions): Table {
	return new Table(
		name,
		{
			billingMode: "PAY_PER_REQUEST",
			hashKey: "id",
			attributes: [{ name: "id", type: "S" }],
			ttl: { attributeName: "expiresAt", enabled: true },
			serverSideEncryption: { enabled: true },
		},
		opts,
	);
}
