import fc from "fast-check";
import type { EmulatorAuthEvent } from "pulumi-cognito-feedback/emulator";

/** One UTF-16 unit, which may be a lone surrogate. */
export const codeUnit = fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit));

const surrogates = { first: 0xd8_00, count: 0x8_00 };

/** Any Unicode character. The library's unit `binary` builds a table of a million characters, which takes a second and 100 MB. */
export const codePoint = fc.integer({ min: 0, max: 0x10_ff_ff - surrogates.count }).map(
	(index) => String.fromCodePoint(index < surrogates.first ? index : index + surrogates.count),
	(character) => {
		const code = String(character).codePointAt(0) ?? Number.NaN;
		if (character !== String.fromCodePoint(code)) throw new Error("is no character");
		return code < surrogates.first ? code : code - surrogates.count;
	},
);

const usual = fc.constantFrom(..."azAZ09_+-");
const odd = fc.constantFrom(
	"😀",
	"\ud83d",
	"\ude00",
	"\0",
	"\n",
	" ",
	"\u200d",
	"é",
	"\u0301",
	"/",
	"\u{10ffff}",
);

/** Names of built-in properties of objects. */
export const prototypeKeys = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"] as const;

/** Texts with a meaning for a terminal, a template, a shell, JSON or Pulumi. */
export const hostileTexts = [
	"<{%bogus%}><{%fg 1%}>",
	"\x1b[2J\x1b]0;title\x07",
	"\x9b31mred\x9b0m",
	"\x7f\b\b\b",
	"one\r\ntwo\ttab",
	"\u202egnp.exe\u2069",
	"\u2028\u2029",
	"\"'`",
	`\${process.exit(1)}`,
	"#{7*7}{{7*7}}<%= 7*7 %>%s%n%d",
	"$(touch /tmp/owned); `id` | cat && exit",
	"\\x1b[31m\\u001b",
	'{"username":"mallory"}',
	"</script><script>alert(1)</script>",
	"../../etc/passwd\0",
	...prototypeKeys,
] as const;

export const hostileText = hostileTexts.join(" ");

/** An event without any other field. */
export const hostileEvent: Partial<EmulatorAuthEvent> = {
	EventType: hostileText,
	EventResponse: hostileText,
	EventRisk: { RiskDecision: hostileText, RiskLevel: hostileText },
	ChallengeResponses: [{ ChallengeName: hostileText, ChallengeResponse: hostileText }],
	EventContextData: {
		IpAddress: hostileText,
		DeviceName: `${hostileText}\ud83d`,
		Timezone: hostileText,
		City: hostileText,
		Country: hostileText,
	},
	EventFeedback: { FeedbackValue: hostileText, Provider: hostileText },
};

const known = fc.constantFrom(...prototypeKeys, "", "Valid", "Invalid", "valid", "eu-central-1_AbC");

/** Any text; nearly valid texts; and texts with lengths around the limits. */
export const anyText = fc.oneof(
	known,
	fc.constantFrom(...hostileTexts),
	fc.string({ unit: codePoint }),
	fc.string({ unit: codeUnit, maxLength: 140 }),
	fc.string({ unit: usual, maxLength: 140 }),
	fc.string({
		unit: fc.oneof({ weight: 20, arbitrary: usual }, { weight: 1, arbitrary: odd }),
		maxLength: 140,
	}),
	fc
		.tuple(fc.constantFrom("a", "😀"), fc.integer({ min: 48, max: 130 }))
		.map(([one, times]) => one.repeat(times)),
	fc
		.tuple(fc.string({ unit: usual, maxLength: 56 }), fc.string({ unit: usual, maxLength: 8 }))
		.map(([before, after]) => `${before}_${after}`),
);
