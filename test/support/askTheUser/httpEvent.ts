import type { APIGatewayProxyEventV2 } from "aws-lambda";

export interface HttpRequest {
	readonly method: string;
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

/**
 * A request as API Gateway passes it to a function: with the parameters of the route `/{answer}/{id}`, a form in Base64, and
 * JSON unchanged.
 */
export function httpEvent({ method, path, headers = {}, body }: HttpRequest): APIGatewayProxyEventV2 {
	const [, answer, id] = path.split("/");
	const isText = headers["content-type"]?.startsWith("application/json") === true;
	return {
		version: "2.0",
		routeKey: "ANY /{answer}/{id}",
		rawPath: path,
		rawQueryString: "",
		headers: { ...headers },
		...(id !== undefined && { pathParameters: { answer, id } }),
		requestContext: {
			accountId: "000000000000",
			apiId: "api",
			domainName: "ask.example.com",
			domainPrefix: "ask",
			http: { method, path, protocol: "HTTP/1.1", sourceIp: "203.0.113.7", userAgent: "test" },
			requestId: "request",
			routeKey: "ANY /{answer}/{id}",
			stage: "$default",
			time: "20/Nov/2026:08:14:00 +0000",
			timeEpoch: 1_795_162_440_000,
		},
		...(body !== undefined && { body: isText ? body : Buffer.from(body).toString("base64") }),
		isBase64Encoded: body !== undefined && !isText,
	};
}
