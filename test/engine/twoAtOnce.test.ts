import { expect } from "chai";
import { membersIn } from "../../tools/pulumi-project/state.ts";
import { cognito, manySignIns, user } from "../support/cognitoContent.ts";
import { Hold } from "../support/emulatorHold.ts";
import { Postgres, postgresPrograms } from "../support/postgres.ts";
import { set } from "../support/program.ts";
import { Scene, type SceneOptions } from "../support/story.ts";

describe("Two `up`s of one stack at once", () => {
	describe("with state in files", () => {
		behaves(async () => ({ options: {}, end: async () => {} }));
	});

	describe("with state in PostgreSQL", () => {
		const programs = postgresPrograms();
		if (programs === undefined) {
			it("is tried where PostgreSQL is installed: `apt-get install postgresql` on Debian");
			return;
		}
		behaves(async () => {
			const postgres = await Postgres.start(programs);
			return { options: { env: { PULUMI_BACKEND_URL: postgres.url } }, end: () => postgres.stop() };
		});
	});
});

/** Where state lies. */
interface Backend {
	readonly options: Pick<SceneOptions, "env">;
	end(): Promise<void>;
}

function behaves(start: () => Promise<Backend>): void {
	const ids = Array.from({ length: 40 }, (_, index) => `e${index + 1}`);
	const decisions = Object.fromEntries(ids.map((id) => [id, {}]));
	const middle = 20;
	let backend: Backend;
	let stage: Scene;
	let held: Hold;
	let first: ReturnType<Scene["up"]>;

	before(async () => {
		backend = await start();
		held = new Hold();
		let writes = 0;
		stage = new Scene({
			content: cognito(user("alice", ...manySignIns("e", ids.length))),
			config: { "cognito-feedback:requestsPerSecond": "80" },
			...backend.options,
			onRequest: ({ operation }) => {
				if (operation === "AdminUpdateAuthEventFeedback" && ++writes >= middle) return held.hold();
			},
		});
		await stage.begin();
		stage.program(set("many", decisions));
		first = stage.up();
		await Promise.race([held.arrived, first]);
	});

	after(async () => {
		held?.letGo();
		await Promise.allSettled([first]);
		await stage?.end();
		await backend?.end();
	});

	it("refuses the second one while the first is under way, and says by whom the stack is locked", async () => {
		const { output } = await stage.fails("up");
		expect(output).to.include("the stack is currently locked by 1 lock(s)");
		expect(output).to.match(/created by \S+@\S+ \(pid \d+\) at /);
	});

	it("finishes the first one: each decision was sent once, and state holds them all", async () => {
		held.letGo();
		const { writes } = await first;
		expect(writes.map(({ input }) => input.EventId)).to.have.members(ids);
		expect(stage.feedback()).to.have.all.keys(ids);
		expect(membersIn((await stage.resource("many"))?.outputs?.decisions)).to.have.all.keys(ids);
	});

	it("lets the second one go when the first is done, with nothing left to do", async () => {
		const { output, requests } = await stage.up();
		expect(output).to.include("unchanged");
		expect(requests).to.deep.equal([]);
	});
}
