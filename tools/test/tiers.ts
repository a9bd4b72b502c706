/** What has to be there before the tests of a tier, beside the build: the Pulumi CLI, and what it runs YAML or all languages with. */
type Need = "cli" | "yaml" | "languages";

/** Tests that run together. */
export interface Tier {
	/** Patterns, in the order in which what they match is run; a file that several match is run once. */
	readonly files: readonly string[];
	readonly needs: readonly Need[];
	/** Mocha's own options. */
	readonly args?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
}

/** It mostly waits, for half a minute, so it is first. */
const waiting = "test/integration/faults/*.test.ts";
const unit: Tier = {
	files: [waiting, "test/unit/**/*.test.ts", "test/integration/**/*.test.ts"],
	needs: [],
};
const engine: Tier = { files: ["test/engine/**/*.test.ts"], needs: ["cli", "yaml"] };
const page: Tier = { files: ["test/page/**/*.test.ts"], needs: [] };

/** By the name that `npm run test:<name>` has; `npm test` runs `main`. */
export const tiers = {
	// The longest first, so that no process is left alone with one in the end.
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
	package: { files: ["test/package/**/*.test.ts"], needs: ["cli"] },
	slow: { files: ["test/slow/**/*.test.ts"], needs: ["cli", "languages"] },
} as const satisfies Record<string, Tier>;

export type TierName = keyof typeof tiers;
