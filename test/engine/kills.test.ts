import { plugin } from "../../workbench/project/adapters.ts";
import { setOf200, singles50 } from "../faults/works.ts";
import { killTest } from "../support/killTest.ts";

/** Two of the rows; test/slow has all of them, at more moments. */
describe("A run that is killed in the middle", () => {
	killTest({ victim: "the provider", work: setOf200, isUpdate: false }, [100]);
	killTest({ victim: "the CLI", work: singles50, isUpdate: false, adapter: plugin }, [25]);
});
