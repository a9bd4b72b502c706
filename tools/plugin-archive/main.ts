/**
 * `npm run plugin-archive`: writes the plugin as the archives that `pulumi plugin install` takes, into `dist` or into the
 * folder that is named.
 */
import { join, resolve } from "node:path";
import { root } from "../installPackage.ts";
import { writeArchives } from "./archives.ts";

const [folder = join(root, "dist")] = process.argv.slice(2);
for (const file of await writeArchives(resolve(folder))) console.log(file);
