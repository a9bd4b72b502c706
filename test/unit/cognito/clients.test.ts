import { expect } from "chai";
import { Clients } from "#provider/cognito/clients";

describe("clients of Amazon Cognito", () => {
	it("are one a Region, used again", () => {
		const clients = new Clients({ region: "eu-west-1" });
		const berlin = clients.for("eu-central-1_A");
		expect(clients.for("eu-central-1_B")).to.equal(berlin);
		expect(clients.for("us-east-1_A")).not.to.equal(berlin);
		expect(clients.for("local_A")).to.equal(clients.for("eu-west-1_A"));
	});

	it("call the Region of the pool's ID, and the configured one where the ID has none", async () => {
		const clients = new Clients({ region: "eu-west-1" });
		expect(await clients.for("eu-central-1_A").config.region()).to.equal("eu-central-1");
		expect(await clients.for("local_A").config.region()).to.equal("eu-west-1");
	});
});
