import * as apigateway from "@pulumi/aws/apigatewayv2";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Permission } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "./alarm";
import type { Lambda } from "./lambda";

/** The rate and burst limits of each route. API Gateway rejects further requests with a 429, at no cost. */
const throttling = { throttlingRateLimit: 10, throttlingBurstLimit: 20 };

export interface EndpointArgs {
	readonly logRetentionInDays: number;
	/** Origins whose pages may post statements. */
	readonly appOrigins?: string[];
	/** The URL at which users reach it, if not API Gateway's domain. */
	readonly baseUrl?: pulumi.Input<string>;
	readonly alarmActions?: pulumi.Input<string>[];
}

/** An HTTPS endpoint whose routes invoke functions. Its access log contains routes, but neither paths nor addresses. */
export class Endpoint {
	/** The URL, to which the paths of the routes are appended. */
	readonly url: pulumi.Output<string>;
	/** The ID of the API, once a domain can be mapped to its stage. */
	readonly apiId: pulumi.Output<string>;
	readonly #api: apigateway.Api;
	readonly #parent: pulumi.CustomResourceOptions;

	constructor(
		name: string,
		{ logRetentionInDays, appOrigins = [], baseUrl, alarmActions }: EndpointArgs,
		parent: pulumi.CustomResourceOptions,
	) {
		this.#parent = parent;
		this.#api = new apigateway.Api(
			name,
			{
				protocolType: "HTTP",
				...(appOrigins.length > 0 && {
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
		const stage = new apigateway.Stage(
			name,
			{
				apiId: this.#api.id,
				name: "$default",
				autoDeploy: true,
				defaultRouteSettings: throttling,
				// The route and not the path, because the access log must not contain the ID of a link.
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
		this.url = baseUrl === undefined ? this.#api.apiEndpoint : pulumi.output(baseUrl).apply(checkedBase);
		this.apiId = stage.apiId;
		alarm(
			`${name}-endpoint-5xx`,
			{
				alarmDescription: "Links or statements of users failed",
				namespace: "AWS/ApiGateway",
				metricName: "5xx",
				dimensions: { ApiId: this.#api.id },
				alarmActions,
			},
			parent,
		);
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

/** Checks the URL, so that no message has a broken link. */
function checkedBase(url: string): string {
	if (!/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(url))
		throw new Error(`baseUrl "${url}" is not an HTTPS address. Use one such as https://ask.example.com`);
	return url.replace(/\/+$/, "");
}
