import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { readCiWorkflow, roleOf, scriptsOf } from "../../support/ciWorkflow.ts";
import { readText } from "../../support/manifest.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { on, permissions, jobs } = readCiWorkflow();
const { preview, comment, apply, drift } = jobs;
const fence = "`".repeat(3);
const issuer = "token.actions.githubusercontent.com";

/** A fake of GitHub's command line: records its arguments and the body, and lists the comments of a file. */
const fakeGh = `#!/usr/bin/env bash
echo "$*" >>calls
case "$*" in *--paginate*) cat comments 2>/dev/null || true;; esac
`;

describe("The workflow of examples/ci", () => {
	it("previews with a role that cannot apply, and applies only in the protected environment", () => {
		const up = `\${{ vars.FEEDBACK_UP_ROLE }}`;
		for (const job of [preview, drift])
			expect([roleOf(job), job.environment]).to.deep.equal([`\${{ vars.FEEDBACK_PREVIEW_ROLE }}`, undefined]);
		expect([roleOf(apply), apply.environment]).to.deep.equal([up, "production"]);
		expect(apply.if).to.equal("github.event_name == 'push'");
		expect(on.push).to.deep.equal({ branches: ["main"] });
	});

	it("gives a pull request neither secrets nor write access to the repository", () => {
		expect(readText("examples/ci/.github/workflows/feedback.yml")).not.to.include("secrets.");
		expect(on).to.have.all.keys("pull_request", "push", "schedule");
		expect(permissions).to.deep.equal({});
		for (const job of [preview, apply, drift])
			expect(job.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
	});

	it("lets the preview's role read state, and not write it", () => {
		const actionsOf = (name: string): string[] =>
			JSON.parse(readText(`examples/ci/policies/${name}.json`)).Statement.flatMap(
				({ Action }: { Action: string[] }) => Action,
			);
		expect(actionsOf("state-read")).to.deep.equal(["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]);
		expect(actionsOf("state-write")).to.have.members([
			...actionsOf("state-read"),
			"s3:PutObject",
			"s3:DeleteObject",
		]);
	});

	it("trusts pull requests only with the preview's role, without wildcards", () => {
		const subjectsOf = (name: string): string[] => {
			const [statement, ...others] = JSON.parse(readText(`examples/ci/policies/${name}.json`)).Statement;
			expect(others).to.deep.equal([]);
			expect(statement.Condition).to.have.all.keys("StringEquals");
			const { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subjects } = statement.Condition.StringEquals;
			expect(audience).to.equal("sts.amazonaws.com");
			return subjects.map((each: string) => each.replace("repo:octocat/feedback:", ""));
		};
		expect(subjectsOf("preview-trust")).to.deep.equal(["pull_request", "ref:refs/heads/main"]);
		expect(subjectsOf("apply-trust")).to.deep.equal([`environment:${apply.environment}`]);
	});

	it("checks the file before it assumes a role, so that the check works for forks", () => {
		const steps = preview.steps.map(({ run, uses = "" }) => run ?? uses.replace(/@.*/, ""));
		const check = steps.indexOf("npx cognito-feedback check feedback.yaml");
		expect(check).to.be.within(1, steps.indexOf("aws-actions/configure-aws-credentials"));
	});

	it("uses a concurrency group for each pull request, and applies one merge after another", () => {
		for (const job of [preview, comment])
			expect(job.concurrency.group).to.include(`\${{ github.event.pull_request.number }}`);
		expect(apply.concurrency).to.deep.equal({ group: "feedback-apply", "cancel-in-progress": false });
	});

	it("looks for drift on a schedule, without writing state", () => {
		expect(on.schedule).to.have.lengthOf(1);
		expect(drift.if).to.equal("github.event_name == 'schedule'");
		expect(scriptsOf(drift).join("\n")).to.include("--preview-only --expect-no-changes");
	});

	describe("comments on a pull request", () => {
		const folder = temporaryFolder();

		/** Runs the script of the comment job on a preview; returns the posted text and the arguments. */
		function post(previewed: string, comments = "") {
			const cwd = folder();
			mkdirSync(join(cwd, "bin"), { recursive: true });
			writeFileSync(join(cwd, "bin", "gh"), fakeGh);
			chmodSync(join(cwd, "bin", "gh"), 0o755);
			for (const [name, text] of Object.entries({ "preview.txt": previewed, comments, calls: "" }))
				writeFileSync(join(cwd, name), text);
			const env = {
				PATH: [join(cwd, "bin"), process.env.PATH].join(delimiter),
				COMMENTS: "repos/team/project/issues/7/comments",
				COMMENT: "repos/team/project/issues/comments",
				HEAD: "abc",
				RESULT: "success",
				RUN: "https://example.org/run",
			};
			const [script = ""] = scriptsOf(comment);
			const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
				cwd,
				env,
				encoding: "utf8",
			});
			expect(status, stderr).to.equal(0);
			const [, call] = readFileSync(join(cwd, "calls"), "utf8").trim().split("\n");
			return { body: readFileSync(join(cwd, "comment.md"), "utf8"), call };
		}

		it("without running its code", () => {
			expect(comment.permissions).to.deep.equal({ "pull-requests": "write" });
			const used = comment.steps.flatMap(({ uses }) => uses?.replace(/@.*/, "") ?? []);
			expect(used).to.deep.equal(["actions/download-artifact"]);
			expect(scriptsOf(comment).join("\n")).not.to.include("$" + "{{");
		});

		it("once, and later updates that comment", () => {
			expect(post("2 to add\n").call).to.include("--method POST repos/team/project/issues/7/comments ");
			expect(post("3 to add\n", "41\n42\n").call).to.include(
				"--method PATCH repos/team/project/issues/comments/41 ",
			);
		});

		it("with the preview as text, whatever it quotes", () => {
			const { body } = post(`device: ${fence}\`\n<img src=x> @everyone \u001b[2J\u0007\n`);
			const longer = `${fence}\`\`\`\``;
			expect(body.split("\n")).to.include.members([`${longer}text`, longer, `device: ${fence}\``]);
			expect(body.split(longer)[1]).to.include("<img src=x> @everyone [2J\n");
			expect(post("2 to add\n").body).to.match(/^```text\n2 to add\n\n```\n$/m);
		});

		it("with the beginning of a long preview, without splitting characters", () => {
			const { body } = post(`x${"é".repeat(50_000)}\n`);
			expect(body).to.include(`é\n${fence}\n\nThe rest is in the artifact of the run.\n`);
			expect(body.length).to.be.below(65_536);
			expect(body).not.to.include("\ufffd");
		});
	});
});
