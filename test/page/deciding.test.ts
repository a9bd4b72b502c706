import { expect } from "chai";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { pagePool } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("deciding on the page", () => {
	const chromium = browser();

	/** The decisions in the file, one per line. */
	function decided(page: ReviewPage): string[] {
		const { decisions } = readFeedbackFile(page.path);
		return [...decisions].map(([eventId, { username, feedbackValue, note }]) =>
			[eventId, username, feedbackValue, note].filter(Boolean).join(" "),
		);
	}

	it("works with keys, moving to the next undecided event after each decision", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.expectCounts("6 0 0");
		await page.press("v");
		expect(await page.current()).to.equal("e2");
		await page.press("s", "i");
		expect(await page.current()).to.equal("e4");
		await page.press("k", "k", "v");
		// e3 is already decided.
		expect(await page.current()).to.equal("e4");
		await page.expectCounts("3 3 0");
		expect(page.file(), "nothing is written before Save").to.equal(undefined);
		const diff = await page.save();
		expect(decided(page)).to.have.members(["e1 alice Valid", "e2 bob Valid", "e3 bob Invalid"]);
		expect(diff).to.match(/^\+ +feedbackValue: Invalid$/m);
		expect(diff).to.match(
			/^\+ +riskLevel: High\n\+ +riskDecision: AccountTakeover\n\+ +ipAddress: 192\.0\.2\.14\n\+ +city: Berlin/m,
		);
		await page.expectCounts("3 0 3");
		expect(page.complaints).to.deep.equal([]);
	});

	it("applies early typing to the notes of the next events, and decisions between them", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.page.evaluate(() => {
			const { fetch } = window;
			const gate = new Promise((open) => document.addEventListener("open", open));
			window.fetch = (...args) => gate.then(() => fetch(...args));
		});
		await page.press("v", "n");
		await page.page.keyboard.type("vi");
		await page.press("Escape", "i", "n");
		await page.page.keyboard.type("no");
		await page.press("Escape", "v");
		await page.page.evaluate(() => document.dispatchEvent(new Event("open")));
		await page.expectCounts("3 3 0");
		await page.save();
		expect(decided(page)).to.deep.equal(["e1 alice Valid", "e2 bob Invalid vi", "e3 bob Valid no"]);
	});

	it("works with the mouse; a second click removes a decision", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.clickDecision("e3", "Invalid");
		await page.clickDecision("e1", "Valid");
		await page.clickDecision("e3", "Invalid");
		await page.expectCounts("5 1 0");
		await page.clickDecision("e1", "Invalid");
		expect(await page.decision("e1")).to.equal("Invalid");
		await page.save();
		expect(decided(page)).to.deep.equal(["e1 alice Invalid"]);
	});

	it("shows saved decisions after a reload, and saves later changes", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("v", "i");
		await page.save();
		await page.page.reload();
		await page.ready();
		await page.expectCounts("4 0 2");
		expect(await page.decision("e2")).to.equal("Invalid");
		await page.press("i");
		await page.expectCounts("4 1 1");
		const diff = await page.save();
		expect(diff.split("\n").filter((line) => /^[+-] /.test(line))).to.deep.equal([
			"-    feedbackValue: Valid",
			"+    feedbackValue: Invalid",
		]);
		expect(decided(page)).to.deep.equal(["e1 alice Invalid", "e2 bob Invalid"]);
	});

	it("can be undone step by step, even after saving", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("v", "i");
		await page.save();
		await page.press("u");
		await page.expectCounts("5 1 1");
		expect(await page.current()).to.equal("e2");
		await page.press("u", "u");
		await page.expectCounts("6 2 0");
		await page.save();
		expect(decided(page)).to.deep.equal([]);
	});

	it("can be undone for several events in one step", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("i");
		await page.chord("Shift", "J");
		await page.chord("Shift", "J");
		await page.eventually(() => page.text(".details h2"), "3 events selected");
		await page.press("v");
		await page.expectCounts("2 4 0");
		await page.press("u");
		await page.expectCounts("5 1 0");
		expect(await page.decision("e1")).to.equal("Invalid");
	});

	it("applies to a range selected with Shift and a click, and to events selected by checkboxes", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.click("#event-e2 .user");
		await page.page.keyboard.down("Shift");
		await page.click("#event-e4 .user");
		await page.page.keyboard.up("Shift");
		await page.click("#event-e6 input");
		await page.click("#event-e3 input");
		await page.press("i");
		await page.expectCounts("3 3 0");
		await page.save();
		expect(decided(page)).to.have.members(["e2 bob Invalid", "e4 carol Invalid", "e6 alice Invalid"]);
	});

	it("saves a note with the decision, in which letters are text and not commands", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("n");
		await page.page.keyboard.type("visiting, TICKET-123 ");
		await page.expectCounts("6 0 0");
		await page.press("Escape", "v", "k");
		await page.expectCounts("5 1 0");
		await page.save();
		expect(decided(page)).to.deep.equal(["e1 alice Valid visiting, TICKET-123"]);
		await page.press("n");
		await page.page.keyboard.type("!");
		await page.press("Escape");
		await page.save();
		expect(decided(page)).to.deep.equal(["e1 alice Valid visiting, TICKET-123!"]);
		await page.press("u");
		await page.expectCounts("5 1 0");
	});

	it("removes a decision from the file, and keeps the rest of its text", async () => {
		const head = `# Reviewed by the night shift.\nuserPoolId: ${pagePool}\ndecisions:\n`;
		const mine =
			"  forgotten-1:\n    # Cognito has forgotten this one.\n    username: 'alice'\n    feedbackValue: Valid\n";
		const theirs = "  e1:\n    username: alice\n    feedbackValue: Invalid\n";
		await using page = await ReviewPage.open(chromium(), { file: head + theirs + mine });
		await page.expectCounts("5 0 1");
		await page.press("c");
		await page.expectCounts("6 1 0");
		await page.save();
		expect(page.file()).to.equal(head + mine);
	});

	it("warns before leaving only with unsaved changes", async () => {
		await using page = await ReviewPage.open(chromium());
		const asked: string[] = [];
		page.page.on("dialog", (dialog) => {
			asked.push(dialog.type());
			void dialog.accept();
		});
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.press("u");
		await page.expectCounts("6 0 0");
		await page.page.reload();
		await page.ready();
		expect(asked).to.deep.equal([]);
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.page.reload();
		await page.ready();
		expect(asked).to.deep.equal(["beforeunload"]);
		await page.expectCounts("6 0 0");
	});

	it("announces to screen readers what was decided and what is left", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("v");
		const said = () => page.text("[role=status][aria-live=polite].unseen");
		await page.eventually(said, "Valid: alice, SignIn, Berlin. 5 undecided.");
		await page.press("u");
		await page.eventually(said, "Undone: alice, SignIn, Berlin. 6 undecided.");
	});

	it("lists its keys, and ignores letters if they are turned off", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("?");
		await page.page.waitForSelector("dialog[open]");
		expect(await page.text("dialog")).to.match(/V\s+Valid: it was the user/);
		await page.press("i");
		await page.click("dialog .check input");
		await page.press("Escape");
		await page.dialogGone();
		await page.press("v", "ArrowDown");
		expect(await page.current()).to.equal("e2");
		await page.expectCounts("6 0 0");
	});
});
