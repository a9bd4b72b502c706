import { lstat, mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, eventsInARow } from "../../support/emulatorContent.ts";
import { emulatorFiles } from "../../support/emulatorFile.ts";

describe("emulator: file", () => {
	const start = emulators();
	const fileWith = emulatorFiles();
	const now = () => new Date("2026-11-23T10:20:30.400Z");

	it("is not changed without writing back", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const before = await readFile(file, "utf8");
		const one = await start({ file });
		await one.give("e1", "Valid");
		expect((await one.event("e1"))?.EventFeedback?.FeedbackValue).to.equal("Valid");
		expect(await readFile(file, "utf8")).to.equal(before);
	});

	it("contains a change before the response, with everything else unchanged", async () => {
		const events = [{ EventId: "e2", CreationDate: 1_795_162_440 }, { EventId: "e1" }];
		const file = await fileWith(aliceWith(...events));
		const one = await start({ file, writeBack: true, now });
		await one.give("e1", "Valid");
		const EventFeedback = {
			FeedbackValue: "Valid",
			Provider: "Admin",
			FeedbackDate: "2026-11-23T10:20:30.400Z",
		};
		const expected = aliceWith(
			{ EventId: "e2", CreationDate: 1_795_162_440 },
			{ EventId: "e1", EventFeedback },
		);
		expect(await readFile(file, "utf8")).to.equal(`${JSON.stringify(expected, null, 2)}\n`);
		expect(await readdir(dirname(file))).to.deep.equal(["cognito.json"]);
	});

	it("keeps its indentation", async () => {
		const file = await fileWith(`${JSON.stringify(aliceWith({ EventId: "e1" }), null, "\t")}\n`);
		const one = await start({ file, writeBack: true });
		await one.give("e1", "Valid");
		expect(await readFile(file, "utf8")).to.match(/^{\n\t"UserPools": \[\n\t\t{\n/);
	});

	it("preserves feedback and page tokens across a restart", async () => {
		const file = await fileWith(aliceWith(...eventsInARow(3)));
		const before = await start({ file, writeBack: true, now });
		const { NextToken } = await before.list({ MaxResults: 1 });
		await before.give("e1", "Invalid");
		await before.close();
		const after = await start({ file, writeBack: true });
		expect((await after.list({ NextToken })).AuthEvents).to.deep.equal([
			{ EventId: "e2", EventType: "SignIn", CreationDate: new Date("2026-11-20T00:01:00Z") },
			{
				EventId: "e1",
				EventType: "SignIn",
				CreationDate: new Date("2026-11-20T00:00:00Z"),
				EventFeedback: { FeedbackValue: "Invalid", Provider: "Admin", FeedbackDate: now() },
			},
		]);
	});

	it("contains all of many concurrent changes, and is never partly written", async () => {
		const file = await fileWith(aliceWith(...eventsInARow(60)));
		const one = await start({ file, writeBack: true });
		const responses = Promise.all(eventsInARow(60).map(({ EventId }) => one.give(EventId, "Valid")));
		let done = false;
		responses.finally(() => {
			done = true;
		});
		while (!done) {
			JSON.parse(await readFile(file, "utf8"));
		}
		await responses;
		const written = JSON.parse(await readFile(file, "utf8"));
		expect(written).to.deep.equal(one.emulator.content());
		for (const event of written.UserPools[0].Users[0].AuthEvents) {
			expect(event.EventFeedback.FeedbackValue).to.equal("Valid");
		}
	});

	it("ends with the last of many values for one event", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const one = await start({ file, writeBack: true });
		for (const value of ["Valid", "Invalid", "Valid", "Invalid"] as const) {
			await one.give("e1", value);
			const written = JSON.parse(await readFile(file, "utf8"));
			expect(written.UserPools[0].Users[0].AuthEvents[0].EventFeedback.FeedbackValue).to.equal(value);
		}
	});

	it("keeps the symbolic link that leads to it", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const link = join(dirname(file), "link.json");
		await symlink(file, link);
		const one = await start({ file: link, writeBack: true });
		await one.give("e1", "Valid");
		expect((await lstat(link)).isSymbolicLink()).to.equal(true);
		expect(await readFile(file, "utf8")).to.include('"Valid"');
	});

	it("that cannot be written makes a change fail with an internal error, and the next change writes both", async () => {
		const file = await fileWith(aliceWith(...eventsInARow(2)));
		const one = await start({ file, writeBack: true });
		await rm(file);
		await mkdir(join(file, "in-the-way"), { recursive: true });
		const { name, message, status } = await refusalOf(one.give("e1", "Valid"));
		expect({ name, status }).to.deep.equal({ name: "InternalErrorException", status: 500 });
		expect(message).to.include(file);
		expect(await readdir(dirname(file))).to.deep.equal(["cognito.json"]);
		await rm(file, { recursive: true });
		await one.give("e2", "Valid");
		expect(JSON.parse(await readFile(file, "utf8"))).to.deep.equal(one.emulator.content());
		expect((await readFile(file, "utf8")).match(/"Valid"/g)).to.have.length(2);
	});

	it("may start with a byte order mark", async () => {
		const one = await start({
			file: await fileWith(`\uFEFF${JSON.stringify(aliceWith({ EventId: "e1" }))}`),
		});
		expect((await one.list()).AuthEvents).to.deep.equal([{ EventId: "e1" }]);
	});

	it("cannot be combined with content, and is required for writing back", async () => {
		const file = await fileWith(aliceWith());
		expect((await refusalOf(start({ file, content: aliceWith() }))).message).to.equal(
			"Set `content` or `file`, not both.",
		);
		expect((await refusalOf(start({ writeBack: true }))).message).to.equal("`writeBack` requires `file`.");
	});
});
