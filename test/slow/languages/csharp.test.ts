import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { ensureCsharpSdk } from "../../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot } from "../../../tools/pulumi-cli/search.ts";
import { readmeBlocks } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** Types of .NET and of Pulumi's package, which are not available to compile the programs. */
const notOfTheSdk = [
	...["System", "Collections", "Generic", "Linq", "Dictionary", "Select", "ToList"],
	...["Deployment", "RunAsync", "Apply"],
];

describe("The documented C# programs", () => {
	const folder = temporaryFolder();

	it("use namespaces, types and members of the SDK that Pulumi generates", async function () {
		// The first run builds the generator.
		this.timeout(10 * 60_000);
		const folders = await ensureCsharpSdk({ say: (line) => console.error(line) });
		if (isWhyNot(folders)) {
			console.error(`The C# SDK is not tested: ${folders.why}`);
			this.skip();
		}
		const [bin = ""] = folders;
		const schema = join(repository, "contract/schema.json");
		await promisify(execFile)(join(bin, "csharp-sdk"), [schema, folder()]);

		const sources = globSync("**/*.cs", { cwd: folder() }).map((file) =>
			readFileSync(join(folder(), file), "utf8"),
		);
		const declared = [...sources.join("\n").matchAll(declaration)].flatMap(([, type, member]) =>
			(type ?? member ?? "").split("."),
		);
		for (const program of [...readmeBlocks("csharp"), ...sdkExamples("csharp")]) {
			const names = program.replace(/"[^"]*"/g, "").match(/\b[A-Z]\w*/g) ?? [];
			expect(names).to.include("CognitoFeedback");
			const known = [...declared, ...notOfTheSdk];
			expect(names.filter((name) => !known.includes(name))).to.deep.equal([]);
		}
	});
});

/** A namespace or type, or the name of a public member. */
const declaration = /\b(?:namespace|class|struct) ([\w.]+)|^ *public [^(=\n]*?(\w+)(?= *(?:[({=;]|$))/gm;
