import { expect } from "chai";
import { languages } from "../../../tools/pulumi-cli/languageHosts.ts";
import { pinned } from "../../../tools/pulumi-cli/pins.ts";
import { MainProgram } from "./mainProgram.ts";
import { Sandbox } from "./sandbox.ts";

describe("npm run language-hosts", () => {
	let sandbox: Sandbox;
	beforeEach(() => {
		sandbox = new Sandbox();
		sandbox.cli(pinned.goCli);
	});
	afterEach(() => sandbox.remove());

	it("says which tests are left out where nothing can be built, and does not fail", async () => {
		const program = new MainProgram(sandbox, "languages");
		expect(await program.end).to.equal(0);
		for (const language of languages) {
			expect(program.stderr).to.include(
				`Tests of programs in ${language} will be left out: pulumi-language-`,
			);
		}
		expect(program.stderr)
			.to.include("Tests of SDKs will be left out: sdk-host")
			.and.include("there is no go");
		expect(sandbox.inCache()).to.deep.equal([]);
	});

	it("builds what is missing once, and says nothing the second time", async () => {
		sandbox.go();
		const first = new MainProgram(sandbox, "languages");
		expect(await first.end, first.stderr).to.equal(0);
		expect(first.stderr.match(/^Built after/gm)).to.have.length(languages.length + 1);
		const second = new MainProgram(sandbox, "languages");
		expect(await second.end).to.equal(0);
		expect(second.stderr).to.equal("");
	});
});
