import type {
	EmulatorFaultMoment,
	EmulatorFaultRule,
	EmulatorOperation,
} from "pulumi-cognito-feedback/emulator";
import type { Random } from "./random.ts";
import type { SiteKind } from "./sites.ts";

/** A kind of fault. */
export interface FaultKind {
	readonly name: string;
	/** Its rules in one run, for the operation if the run names one. */
	rules(random: Random, operation: EmulatorOperation | undefined): EmulatorFaultRule[];
	/** Where it strikes, if not in Cognito. */
	readonly site?: SiteKind;
	/** The provider's request timeout in seconds, if it matters. */
	readonly requestTimeout?: number;
}

type Detail = Omit<EmulatorFaultRule, "operation" | "when">;

function kind(
	name: string,
	detail: (random: Random) => Detail,
	more: Partial<Pick<FaultKind, "requestTimeout">> & {
		readonly when?: (random: Random) => EmulatorFaultMoment;
	} = {},
): FaultKind {
	const { when = someMoment, ...rest } = more;
	return {
		name,
		rules: (random, operation) => [
			{ ...detail(random), when: when(random), ...(operation && { operation }) },
		],
		...rest,
	};
}

/** Requests at random, in bursts, for a while, or from one on. */
function someMoment(random: Random): EmulatorFaultMoment {
	const from = random.whole(1, 6);
	return random.oneOf<() => EmulatorFaultMoment>([
		() => now(random),
		() => ({ request: from }),
		() => ({ request: { from, to: from + random.whole(1, 4) } }),
		() => ({ request: { from } }),
	])();
}

function now(random: Random): EmulatorFaultMoment {
	return { probability: random.oneOf([0.1, 0.3, 0.6]), burst: random.whole(1, 4) };
}

/** A burst that ends: the provider waits through throttling as long as Cognito accepts any request. */
function burst(random: Random): EmulatorFaultMoment {
	const from = random.whole(1, 6);
	return random.oneOf<() => EmulatorFaultMoment>([
		() => ({ probability: random.oneOf([0.1, 0.3]), burst: random.whole(2, 5) }),
		() => ({ request: { from, to: from + random.whole(2, 8) } }),
	])();
}

/** Longer than a machine delays a response by itself, even with many concurrent runs. */
const shortWait = 4;

/** The faults, in the order of the table. */
export const kinds: readonly FaultKind[] = [
	kind("throttling in bursts", () => ({ fault: "throttled" }), { when: burst }),
	kind("internal error", (random) => ({ fault: "internalError", takesEffect: random.chance(0.3) })),
	kind("connection reset before the effect", () => ({ fault: "reset" })),
	kind("connection reset after the effect", () => ({ fault: "reset", takesEffect: true })),
	kind("no response, without effect", () => ({ fault: "silence" }), { requestTimeout: shortWait }),
	kind("no response, after the effect", () => ({ fault: "silence", takesEffect: true }), {
		requestTimeout: shortWait,
	}),
	kind("response cut short", () => ({ fault: "cutShort" })),
	kind("bad JSON", () => ({ fault: "badJson" })),
	kind("error page of a proxy", (random) => ({
		fault: "proxyError",
		status: random.oneOf([502, 503]),
		takesEffect: random.chance(0.5),
	})),
	kind("slow response", (random) => ({ fault: "slow", delay: random.whole(20, 200) })),
	kind("expired credentials", () => ({ fault: "expiredCredentials" })),
	{
		name: "access denied",
		rules: (random, operation = "AdminUpdateAuthEventFeedback") => [
			{ fault: "accessDenied", operation, when: random.chance(0.5) ? "always" : someMoment(random) },
		],
	},
	kind("operation not enabled", () => ({ fault: "operationNotEnabled" })),
	kind("replica that becomes inactive", () => ({ fault: "operationNotEnabled" }), {
		when: (random) => ({ request: { from: random.whole(1, 6) } }),
	}),
	kind("redirect", () => ({ fault: "redirect" })),
	{ name: "refused role", site: "role", rules: () => [] },
	{ name: "proxy that cuts", site: "proxy", rules: () => [] },
];
