/** The allowed imports between folders, including types: `npm run lint` checks them. ARCHITECTURE.md describes the folders. */

/** The folders that each folder of provider/ may import besides itself. */
const folders = {
	cognito: [],
	lifecycle: ["cognito"],
	adapters: ["lifecycle", "cognito", "runtime"],
	feedbackFile: ["cognito", "files"],
	policy: ["adapters", "lifecycle", "cognito"],
	emulator: ["cognito", "files", "loopback"],
	files: [],
	loopback: [],
};

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
	forbidden: [
		{ name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
		...Object.entries(folders).map(([folder, others]) => ({
			name: `imports-of-${folder}`,
			severity: "error",
			from: { path: `^provider/${folder}/` },
			to: { path: "^provider/", pathNot: `^provider/(${[folder, ...others].join("|")})(/|\\.ts)` },
		})),
		{
			name: "review-imports-only-entry-modules",
			severity: "error",
			from: { path: "^review/" },
			to: {
				path: "^provider/",
				pathNot: "^provider/(dist/)?(cognito|feedbackFile|emulator|loopback)/index\\.",
			},
		},
		{
			name: "duckdb-only-in-the-store",
			severity: "error",
			from: { path: "^(provider|review)/", pathNot: "^review/store/duckdb\\.ts$" },
			to: { path: "node_modules/@duckdb/" },
		},
		{
			name: "store-only-by-its-entry-modules",
			severity: "error",
			from: { path: "^review/", pathNot: "^review/store/" },
			to: { path: "^review/store/", pathNot: "^review/store/(index\\.ts$|page/)" },
		},
		{
			name: "sdk-only-in-cognito",
			severity: "error",
			from: {
				path: "^(provider|review)/",
				pathNot: "^(provider/cognito/|review/doctor/aws\\.ts$|review/sources/(s3|logs)\\.ts$)",
			},
			to: { path: "node_modules/@aws-sdk/" },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		exclude: { path: ["(^|/)dist/", "^provider/bin/"] },
		doNotFollow: { path: "node_modules" },
	},
};
