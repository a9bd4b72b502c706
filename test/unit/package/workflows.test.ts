import { globSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

type Permissions = Readonly<Record<string, string>>;

interface Job {
	readonly permissions?: Permissions;
	readonly steps?: readonly {
		readonly uses?: string;
		readonly run?: string;
		readonly with?: Readonly<Record<string, unknown>>;
	}[];
}

interface Workflow {
	readonly permissions: Permissions;
	readonly jobs: Readonly<Record<string, Job>>;
}

const ours = globSync(".github/workflows/*.yml", { cwd: repository });

for (const path of [...ours, ...globSync("examples/*/.github/workflows/*.yml", { cwd: repository })]) {
	it(`${path} pins actions by the hash of a commit, names its version, and keeps no token in a checkout`, () => {
		const used = [...readText(path).matchAll(/\buses: (.+)/g)].map(([, action = ""]) => action);
		for (const action of used.filter((each) => !each.startsWith("./")))
			expect(action).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		const { jobs }: Workflow = parse(readText(path));
		for (const { uses, with: args } of Object.values(jobs).flatMap(({ steps = [] }) => steps))
			if (uses?.startsWith("actions/checkout")) expect(args?.["persist-credentials"]).to.equal(false);
	});
}

describe("The release workflow", () => {
	const { jobs }: Workflow = parse(readText(".github/workflows/release.yml"));

	it("publishes with npm's provenance, without a stored token, and without scripts of dependencies", () => {
		expect(jobs.publish?.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
		const commands = (jobs.publish?.steps ?? []).flatMap(
			({ run }) => run?.match(/^.*\bnpm (?:publish|ci)\b.*$/gm) ?? [],
		);
		expect(commands.map((command) => command.trim())).to.deep.equal([
			"npm ci --ignore-scripts",
			'npm publish --workspace "$package" --provenance --access public',
		]);
		expect(readText(".github/workflows/release.yml")).not.to.match(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
	});
});

// `npm run lint:workflows` checks the rest of them.
for (const path of ours) {
	describe(path, () => {
		const { permissions, jobs }: Workflow = parse(readText(path));

		it("may read the repository and nothing else, unless a job needs more", () => {
			expect(permissions).to.deep.equal({ contents: "read" });
		});

		it("writes to the repository only in jobs that run neither its code nor its dependencies", () => {
			const writing = Object.values(jobs).filter((job) => job.permissions?.contents === "write");
			const used = writing.flatMap(({ steps = [] }) => steps.flatMap(({ uses }) => uses ?? []));
			expect(used.filter((action) => action.startsWith("actions/checkout"))).to.deep.equal([]);
		});
	});
}
