import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId } from "../../support/program.ts";

const program = fileURLToPath(new URL("newDecision.ts", import.meta.url));

describe("The path of a new decision from the adapter to the AWS SDK", () => {
	it("is at most 25 files long and 8 modules deep; this prints it", async () => {
		const emulator = await startEmulator({ content: cognito(user("alice", ...signIns("e1"))) });
		try {
			const args = [program, emulator.endpoint, poolId, "e1"];
			const { stdout } = await promisify(execFile)(process.execPath, args);
			const { files, way } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as {
				files: string[];
				way: string[];
			};
			console.log(`      ${files.join("\n      ")}\n      ${way.join(" <- ")}`);
			expect(emulator.requests.length).to.be.at.least(2);
			expect(files.length).to.be.within(10, 25);
			expect(way.length).to.be.within(3, 8);
		} finally {
			await emulator.close();
		}
	});
});
