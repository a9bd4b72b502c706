import { isProxied } from "pulumi-cognito-feedback/internal/cognito";
import { type Context, failed, firstFailure, notChecked, type Outcome, ok } from "../check.ts";

/**
 * The largest difference between clocks, in seconds, with which AWS accepts signatures. Source: AWS General Reference,
 * "Signature Version 4".
 */
const maxSecondsOff = 300;

export async function connection(context: Context): Promise<Outcome> {
	const { aws } = context;
	const { failure, by } = await firstFailure(context);
	if (failure && by === "connection") return failed({ kind: "failure", failure });
	// A rejection proves that the connection works, unless the request was never sent.
	if (by !== undefined && aws.clock === undefined) return notChecked({ kind: "blocked", by });
	return ok({ kind: "connected", host: aws.host ?? "" });
}

export async function clock(context: Context): Promise<Outcome> {
	const { by = "connection" } = await firstFailure(context);
	const { clock } = context.aws;
	if (clock === undefined) return notChecked({ kind: "blocked", by });
	// The header has no fractions of a second.
	const secondsAhead = Math.trunc((clock.local - clock.server) / 1_000);
	return Math.abs(secondsAhead) > maxSecondsOff
		? failed({ kind: "wrongClock", secondsAhead })
		: ok({ kind: "clock", secondsAhead });
}

/** Reports the proxy that environment variables set for requests to Cognito. */
export async function proxy(context: Context): Promise<Outcome> {
	const { aws, env } = context;
	const variable = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].find((name) => env[name]);
	if (variable === undefined) return ok({ kind: "noProxy" });
	const value = env[variable] ?? "";
	const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`);
	if (!url || !["http:", "https:"].includes(url.protocol)) return failed({ kind: "badProxy", variable });
	await firstFailure(context);
	const { host } = aws;
	if (host !== undefined && !isProxied(host)) return ok({ kind: "proxyBypassed", variable, host });
	// Not the whole URL, which may contain a password.
	return ok({ kind: "proxy", variable, proxy: url.host });
}
