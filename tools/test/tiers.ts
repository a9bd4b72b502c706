/** The requirements of a tier in addition to the build: the Pulumi CLI, and its language hosts for YAML or for all languages. */
type Need = "cli" | "yaml" | "languages";

/** A group of tests that run together. */
export interface Tier {
	/** Patterns of test files, in the order to run them. A file that matches several patterns runs once. */
	readonly files: readonly string[];
	readonly needs: readonly Need[];
	/** Mocha's own options. */
	readonly args?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
}

/** First, because these tests mostly wait, for half a minute. */
const waiting = "test/integration/faults/*.test.ts";
const unit: Tier = {
	files: [waiting, "test/unit/**/*.test.ts", "test/integration/**/*.test.ts"],
	needs: [],
};
const engine: Tier = { files: ["test/engine/**/*.test.ts"], needs: ["cli", "yaml"] };
const page: Tier = { files: ["test/page/**/*.test.ts"], needs: [] };
const packages: Tier = { files: ["test/package/**/*.test.ts"], needs: ["cli"] };
const slow: Tier = { files: ["test/slow/**/*.test.ts"], needs: ["cli", "languages"] };
const longest = [
	"test/slow/largeFile.test.ts",
	"test/slow/languages/*.test.ts",
	"test/slow/reportCoverage.test.ts",
];

/** The tiers by name, as in `npm run test:<name>`; `npm test` runs `main`. */
export const tiers = {
	// The longest tests first, so that no process is still running a long one at the end.
	main: { files: [waiting, ...engine.files, ...page.files, ...unit.files], needs: engine.needs },
	unit,
	engine,
	page,
	plugin: {
		files: engine.files,
		needs: ["cli"],
		args: ["--grep", "through the plugin"],
		env: { TEST_ADAPTER: "plugin" },
	},
	package: packages,
	slow,
	// Both, in one run that waits for a last test only once.
	rest: { files: [...longest, ...packages.files, ...slow.files], needs: slow.needs },
} as const satisfies Record<string, Tier>;

export type TierName = keyof typeof tiers;
