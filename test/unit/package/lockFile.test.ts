import { expect } from "chai";
import { lockedPackages, runtimeTree } from "../../support/lockFile.ts";

describe("package-lock.json", () => {
	const packages = lockedPackages();

	for (const path of ["package-lock.json", "tools/pulumi-cli/npm/package-lock.json"]) {
		it(`pins each package by a hash (${path})`, () => {
			const fetched = [...lockedPackages(path)].filter(
				([folder, { link }]) => folder.includes("node_modules/") && !link,
			);
			expect(fetched).not.to.be.empty;
			const bare = fetched.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
			expect(bare.map(([folder]) => folder)).to.deep.equal([]);
		});
	}

	it("names no server, so that each machine uses its own registry", () => {
		const resolved = [...packages.values()].flatMap(({ resolved }) => resolved ?? []);
		expect(resolved.filter((url) => url.includes("//"))).to.deep.equal([]);
	});

	it("contains no dependency of the package that runs a script at installation", () => {
		const tree = runtimeTree(packages, "provider");
		expect(tree).to.include("node_modules/@aws-sdk/client-cognito-identity-provider");
		expect(tree.size).to.be.greaterThan(10);
		// Every program has Pulumi's SDK and its dependencies.
		const ofPulumi = runtimeTree(packages, "node_modules/@pulumi/pulumi");
		const running = [...tree.difference(ofPulumi)].filter((folder) => packages.get(folder)?.hasInstallScript);
		expect(running).to.deep.equal([]);
	});
});
