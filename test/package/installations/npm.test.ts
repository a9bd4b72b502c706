import { installationTests } from "../../support/installationTests.ts";

installationTests("npm");
