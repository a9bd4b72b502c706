import { OptionDefaults } from "typedoc";

/** The reference that `npm run docs` generates from the docstrings. */
export default {
	name: "pulumi-cognito-feedback",
	entryPoints: [
		"provider/index.ts",
		"provider/emulator/index.ts",
		"provider/feedbackFile/index.ts",
		"provider/policy/index.ts",
	],
	tsconfig: "provider/tsconfig.json",
	out: "reference",
	readme: "none",
	excludeInternal: true,
	excludeExternals: true,
	disableSources: true,
	validation: {
		notExported: true,
		invalidLink: true,
		notDocumented: true,
	},
	intentionallyNotExported: ["emulatorFaults", "evidenceSources", "feedbackValues"],
	requiredToBeDocumented: [
		"Class",
		"Constructor",
		"Function",
		"Interface",
		"Method",
		"Property",
		"TypeAlias",
		"Variable",
	],
	// The docstrings that the plugin's schema uses.
	modifierTags: [...OptionDefaults.modifierTags, "@integer"],
	treatWarningsAsErrors: true,
};
