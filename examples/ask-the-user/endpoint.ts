import * as apigateway from "@pulumi/aws/apigatewayv2";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Permission } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { Lambda } from "./lambda";

/** Requests a second, and at once, that each route takes. What is above costs nothing and gets a 429. */
const throttling = { throttlingRateLimit: 10, throttlingBurstLimit: 20 };

export interface EndpointArgs {
	readonly logRetentionInDays: number;
	/** Origins whose pages may post. */
	readonly appOrigins?: string[];
}

/** An HTTPS endpoint whose routes are functions. Its access log has routes, and neither paths nor addresses. */
export class Endpoint {
	readonly url: pulumi.Output<string>;
	readonly #api: apigateway.Api;
	readonly #parent: pulumi.CustomResourceOptions;

	constructor(
		name: string,
		{ logRetentionInDays, appOrigins }: EndpointArgs,
		parent: pulumi.CustomResourceOptions,
	) {
		this.#parent = parent;
		this.#api = new apigateway.Api(
			name,
			{
				protocolType: "HTTP",
				...(appOrigins && {
					corsConfiguration: {
						allowOrigins: appOrigins,
						allowMethods: ["POST"],
						allowHeaders: ["authorization", "content-type"],
					},
				}),
			},
			parent,
		);
		const accessLog = new LogGroup(`${name}-access`, { retentionInDays: logRetentionInDays }, parent);
		new apigateway.Stage(
			name,
			{
				apiId: this.#api.id,
				name: "$default",
				autoDeploy: true,
				defaultRouteSettings: throttling,
				// The route and not the path: an access log must not learn the ID of a link.
				accessLogSettings: {
					destinationArn: accessLog.arn,
					format: JSON.stringify({
						requestId: "$context.requestId",
						time: "$context.requestTime",
						route: "$context.routeKey",
						status: "$context.status",
						latency: "$context.responseLatency",
						error: "$context.error.message",
					}),
				},
			},
			parent,
		);
		this.url = this.#api.apiEndpoint;
	}

	/** Serves a route with a function. */
	route(name: string, routeKey: string, lambda: Lambda): void {
		const integration = new apigateway.Integration(
			name,
			{
				apiId: this.#api.id,
				integrationType: "AWS_PROXY",
				integrationUri: lambda.function.arn,
				payloadFormatVersion: "2.0",
			},
			this.#parent,
		);
		new apigateway.Route(
			name,
			{ apiId: this.#api.id, routeKey, target: pulumi.interpolate`integrations/${integration.id}` },
			this.#parent,
		);
		new Permission(
			name,
			{
				action: "lambda:InvokeFunction",
				function: lambda.function.name,
				principal: "apigateway.amazonaws.com",
				sourceArn: pulumi.interpolate`${this.#api.executionArn}/*`,
			},
			this.#parent,
		);
	}
}
