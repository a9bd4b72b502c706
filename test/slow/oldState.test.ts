import { readManifest } from "../support/manifest.ts";
import { takeOver, versions } from "../support/takeOver.ts";

for (const version of versions) if (version !== readManifest("provider").version) takeOver(version);
