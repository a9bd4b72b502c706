import { installationTests } from "../../support/installationTests.ts";

installationTests("Yarn 1");
