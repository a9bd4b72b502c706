/** `npm run release:version -- 1.2.3`: sets the version of the next release in every file that contains it. */
import { valid } from "semver";
import { root } from "../installPackage.ts";
import { setVersion } from "./places.ts";

const version = valid(process.argv[2] ?? "");
if (version === null) {
	console.error("Usage: npm run release:version -- <version>, such as 1.2.3.");
	process.exit(2);
}
setVersion(root, version, new Date().toISOString().slice(0, 10));
console.log(`The version is ${version}. CONTRIBUTING.md lists the next steps of a release.`);
