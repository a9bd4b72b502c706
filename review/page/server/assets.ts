import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the built page. */
export interface Asset {
	readonly type: string;
	readonly body: Buffer;
}

const types = {
	"index.html": "text/html; charset=utf-8",
	"app.js": "text/javascript; charset=utf-8",
	"app.css": "text/css; charset=utf-8",
	"icon.svg": "image/svg+xml",
} as const;

/** The built page by path. All files are read at the start, so no path in a request reaches the disk. */
export function readAssets(): ReadonlyMap<string, Asset> {
	const folder = new URL("../app/", import.meta.url);
	const assets = Object.entries(types).map(([name, type]): [string, Asset] => [
		name === "index.html" ? "" : name,
		{ type, body: readFileSync(fileURLToPath(new URL(name, folder))) },
	]);
	return new Map(assets);
}
