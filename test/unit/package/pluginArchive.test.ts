import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { expect } from "chai";
import { writeArchives } from "../../../tools/plugin-archive/archives.ts";
import { bundle, thirdPartyLicenses } from "../../../tools/plugin-archive/bundle.ts";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("The plugin's archives", () => {
	const folder = temporaryFolder();
	const usual = process.umask();
	afterEach(() => void process.umask(usual));

	it("are identical for each platform, whoever writes them and when", async () => {
		const files = await writeArchives(join(folder(), "one"));
		const { version } = readManifest("provider");
		expect(files.map((file) => basename(file))).to.include.members(
			["darwin-arm64", "linux-amd64", "windows-amd64"].map(
				(system) => `pulumi-resource-cognito-feedback-v${version}-${system}.tar.gz`,
			),
		);
		process.umask(0o077);
		const others = await writeArchives(join(folder(), "other"));
		const [bytes, ...copies] = [...files, ...others].map((file) => readFileSync(file));
		for (const copy of copies) expect(bytes?.equals(copy)).to.equal(true);
	});

	it("contain the license of each bundled package", async () => {
		const { code, files } = await bundle(
			join(repository, "node_modules/pulumi-cognito-feedback/dist/adapters/plugin/main.js"),
		);
		const licenses = thirdPartyLicenses(files);
		const folders = new Set(files.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file));
		expect(folders.size).to.be.greaterThan(20);
		expect(code).to.include("AdminUpdateAuthEventFeedback");
		for (const each of folders) {
			const { name, version, license } = readManifest(each);
			if (name === "pulumi-cognito-feedback") continue;
			expect(licenses).to.include(`\n${name} ${version} (${license})\n`);
			const texts = readdirSync(join(repository, each)).filter((file) =>
				/^(licen|notice|copying)/i.test(file),
			);
			for (const text of texts)
				expect(licenses, each).to.include(readFileSync(join(repository, each, text), "utf8").trim());
		}
		expect(licenses).to.include("Apache License\n").and.include("BSD").and.include("MIT License");
	});

	it("cannot be written with a package whose license text is missing", () => {
		const other = join(folder(), "node_modules/other");
		mkdirSync(other, { recursive: true });
		const licenses = (license: string) => {
			writeFileSync(
				join(other, "package.json"),
				JSON.stringify({ name: "other", version: "1.0.0", license }),
			);
			return thirdPartyLicenses([relative(repository, join(other, "index.js"))]);
		};
		expect(() => licenses("ISC")).to.throw("has no license text");
		// Its text is the same for all packages.
		expect(licenses("Apache-2.0")).to.include(readText("LICENSE").trim());
	});
});
