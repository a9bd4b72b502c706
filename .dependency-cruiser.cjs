/** The arrows between the rooms, types included: `npm run lint` checks them. ARCHITECTURE.md says what each room is for. */

/** A room of provider/ may import itself and these. */
const rooms = {
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
		...Object.entries(rooms).map(([room, others]) => ({
			name: `arrows-of-${room}`,
			severity: "error",
			from: { path: `^provider/${room}/` },
			to: { path: "^provider/", pathNot: `^provider/(${[room, ...others].join("|")})(/|\\.ts)` },
		})),
		{
			name: "review-imports-rooms-by-their-door",
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
			name: "store-by-its-door",
			severity: "error",
			from: { path: "^review/", pathNot: "^review/store/" },
			to: { path: "^review/store/", pathNot: "^review/store/index\\.ts$" },
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
