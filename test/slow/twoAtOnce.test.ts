import { Postgres, postgresPrograms } from "../support/postgres.ts";
import { runTwoUps } from "../support/twoUps.ts";

describe("Two `up`s of one stack at once", () => {
	const programs = postgresPrograms();
	if (programs === undefined) {
		it("are tested with state in PostgreSQL if it is installed: `apt-get install postgresql` on Debian");
		return;
	}

	it("do not run concurrently with state in PostgreSQL: the second fails until the first has ended", async () => {
		const postgres = await Postgres.start(programs);
		try {
			await runTwoUps({ env: { PULUMI_BACKEND_URL: postgres.url } });
		} finally {
			await postgres.stop();
		}
	});
});
