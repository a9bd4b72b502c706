import { globSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

type Permissions = Readonly<Record<string, string>>;

interface Job {
	readonly permissions?: Permissions;
	readonly steps?: readonly { readonly uses?: string }[];
}

interface Workflow {
	readonly permissions: Permissions;
	readonly jobs: Readonly<Record<string, Job>>;
}

// `npm run lint:workflows` checks the rest of them.
for (const path of globSync(".github/workflows/*.yml", { cwd: repository })) {
	describe(path, () => {
		const { permissions, jobs }: Workflow = parse(readText(path));

		it("may read the repository and nothing else, unless a job needs more", () => {
			expect(permissions).to.deep.equal({ contents: "read" });
		});

		it("writes to the repository only where neither its code nor that of its dependencies runs", () => {
			const writing = Object.values(jobs).filter((job) => job.permissions?.contents === "write");
			const used = writing.flatMap(({ steps = [] }) => steps.flatMap(({ uses }) => uses ?? []));
			expect(used.filter((action) => action.startsWith("actions/checkout"))).to.deep.equal([]);
		});
	});
}
