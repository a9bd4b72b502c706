import { installationTests } from "../../support/installationTests.ts";

installationTests("Yarn 4", "Yarn 4 with Plug'n'Play");
