/** `npm run plugin-archive`: writes the plugin's archives for `pulumi plugin install` to `dist` or to the given folder. */
import { join, resolve } from "node:path";
import { root } from "../installPackage.ts";
import { writeArchives } from "./archives.ts";

const [folder = join(root, "dist")] = process.argv.slice(2);
for (const file of await writeArchives(resolve(folder))) console.log(file);
