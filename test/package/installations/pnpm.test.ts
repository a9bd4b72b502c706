import { installationTests } from "../../support/installationTests.ts";

installationTests("pnpm", "pnpm without hoisting");
