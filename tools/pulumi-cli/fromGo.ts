import { availableParallelism } from "node:os";
import { onPath } from "./executables.ts";
import { buildProgram, copyFromModule, type Go, type GoProgram } from "./goBuild.ts";
import { goEnvironment } from "./goEnvironment.ts";
import { type Making, make } from "./making.ts";
import { elapsed } from "./patience.ts";
import { goCliModule, goLanguageHostModule, pinned } from "./pins.ts";
import { goRecipe } from "./recipes.ts";
import { isWhyNot, type PulumiCli, type Search, type Source, type WhyNot } from "./search.ts";

/** Go modules: for a machine that reaches package registries only. */
export const fromGo: Source = {
	name: "a build from Go modules",
	remedy: `install Go ${pinned.go} or newer, with a Go module proxy in reach, so that the CLI can be built`,
	find,
};

const sdk = "github.com/pulumi/pulumi/sdk/v3";

const cli: GoProgram = {
	name: "pulumi",
	files: goCliModule,
	module: "github.com/pulumi/pulumi/pkg/v3",
	package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
	// The CLI learns its version from whoever builds it.
	ldflags: `-s -w -X ${sdk}/go/common/version.Version=v${pinned.goCli}`,
};

const languageHost: GoProgram = {
	name: "pulumi-language-nodejs",
	files: goLanguageHostModule,
	module: sdk,
	package: `${sdk}/nodejs/cmd/pulumi-language-nodejs`,
	ldflags: "-s -w",
};

async function find(search: Search): Promise<PulumiCli | WhyNot> {
	const go = onPath("go", search.env);
	if (!go) return { why: "no go on PATH" };
	search.say(
		`Building the Pulumi CLI ${pinned.goCli} from Go modules into ${search.cache}: about 20 s to download, ` +
			`about 5 min to build on 2 cores (here ${availableParallelism()}). Needed once.`,
	);
	const start = Date.now();
	const found = await make(goRecipe, "go", search, (making) => build(go, making, search));
	search.say(`${isWhyNot(found) ? "The build failed" : "Built"} after ${elapsed(start)}.`);
	return found;
}

async function build(executable: string, making: Making, search: Search): Promise<WhyNot | undefined> {
	const go = { executable, env: await goEnvironment(executable, making.work, search), search };
	return (
		(await buildProgram(go, cli, making)) ??
		(await buildProgram(go, languageHost, making)) ??
		(await copyDynamicProviderScript(go, making))
	);
}

/**
 * The script that starts dynamic providers. `@pulumi/pulumi` has the same one; this one is covered by the checksums in
 * go.sum and needs nothing installed.
 */
async function copyDynamicProviderScript(go: Go, making: Making): Promise<WhyNot | undefined> {
	return copyFromModule(go, cli, making, sdk, "nodejs/dist/pulumi-resource-pulumi-nodejs");
}
