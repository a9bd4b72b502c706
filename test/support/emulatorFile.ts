import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** For a `describe`: makes folders that are removed after each test. */
export function emulatorFolders(): () => Promise<string> {
	const folders: string[] = [];
	afterEach(async () => {
		await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
	});
	return async () => {
		const folder = await mkdtemp(join(tmpdir(), "cognito-emulator-"));
		folders.push(folder);
		return folder;
	};
}

/** For a `describe`: writes content files, each to a separate folder that is removed after each test. */
export function emulatorFiles(): (content: unknown) => Promise<string> {
	const folder = emulatorFolders();
	return async (content) => {
		const path = join(await folder(), "cognito.json");
		await writeFile(path, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
		return path;
	};
}
