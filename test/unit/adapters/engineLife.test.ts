import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { expect } from "chai";

const module = createRequire(import.meta.url).resolve("#provider/adapters/engineLife");

describe("the check whether the parent process has ended", () => {
	let child: ChildProcess;

	afterEach(() => child.kill());

	/** Starts a process that prints when the engine's end is reported to it, and then ends. */
	function start(stdin: "pipe" | "ignore", more = ""): void {
		const program = `
			require(${JSON.stringify(module)}).onParentExit(() => { console.log("gone"); process.exit(); });
			${more}
		`;
		child = spawn(process.execPath, ["-e", program], { stdio: [stdin, "pipe", "inherit"] });
	}

	async function printed(): Promise<string> {
		let output = "";
		child.stdout?.on("data", (chunk) => (output += chunk));
		await once(child, "close");
		return output;
	}

	it("reports it when standard input ends", async () => {
		start("pipe", `console.log("here"); setInterval(() => {}, 1000);`);
		child.stdout?.once("data", () => child.stdin?.end());
		expect(await printed()).to.equal("here\ngone\n");
	});

	it("reports nothing if standard input is not a pipe, as for a debugged provider", async () => {
		start("ignore");
		expect(await printed()).to.equal("");
	});

	it("does not keep the process running", async () => {
		start("pipe");
		expect(await printed()).to.equal("");
	});
});
