import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** For a `describe`: a folder that is created before each test and removed after it. */
export function temporaryFolder(): () => string {
	let folder = "";
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-test-"));
	});
	afterEach(() => rmSync(folder, { recursive: true }));
	return () => folder;
}
