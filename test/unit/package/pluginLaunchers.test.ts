import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import { writeContent } from "../../../tools/plugin-archive/archives.ts";

const name = "pulumi-resource-cognito-feedback";
const shells = ["/bin/sh", "/bin/dash", "/bin/bash"].filter((shell) => existsSync(shell));

describe("The launchers of the plugin's archive", function () {
	this.timeout(20_000);
	let folder: string;
	let content: string;

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback launchers-"));
		content = join(folder, "content");
		mkdirSync(content);
		await writeContent(content);
	});
	after(() => rmSync(folder, { recursive: true }));

	const read = (file: string) => readFileSync(join(content, file), "utf8");

	for (const shell of shells) {
		it(`start the plugin through links (${shell})`, async () => {
			const links = mkdtempSync(join(folder, "links-"));
			symlinkSync(join(content, name), join(links, "absolute"));
			symlinkSync("absolute", join(links, name));
			const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
			const plugin = spawn(shell, [name], { cwd: links, env: { ...process.env, PATH } });
			let output = "";
			for (const stream of [plugin.stdout, plugin.stderr]) stream.on("data", (data) => (output += data));
			const closed = once(plugin, "close");
			await Promise.race([once(plugin.stdout, "data"), closed]);
			// The plugin ends when its standard input closes.
			plugin.stdin.end();
			await closed;
			expect(output).to.match(/^\d+\n$/);
		});

		it(`report that Node.js is missing (${shell})`, () => {
			const { status, stdout, stderr } = spawnSync(shell, [join(content, name)], {
				env: { PATH: folder },
				encoding: "utf8",
			});
			expect([status, stdout]).to.deep.equal([1, ""]);
			expect(stderr).to.equal(`\n${missing(read(name))}\n`);
		});
	}

	it("start the same program with the same messages on every platform", () => {
		const windows = read(`${name}.cmd`);
		expect(missing(windows)).to.equal(missing(read(name)));
		expect(missing(windows), "what `echo` would not print").not.to.match(/[&|<>^%"()]/);
		const [, started = ""] = /"%~dp0([^"]+)" %\*\r\n$/.exec(windows) ?? [];
		expect(read(name)).to.include(`"\${self%/*}/${started.replaceAll("\\", "/")}"`);
		expect(existsSync(join(content, started.replaceAll("\\", "/")))).to.equal(true);
		expect(windows.replaceAll("\r\n", ""), "lines that end otherwise").not.to.match(/[\r\n]/);
	});
});

/** The message of a launcher without Node.js. */
function missing(launcher: string): string | undefined {
	return /pulumi-cognito-feedback requires [^']+? on PATH\.(?=[>'])/.exec(launcher)?.[0];
}
