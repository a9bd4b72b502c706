import { expect } from "chai";
import { type AnswerServices, linkAnswerer } from "../../../../examples/ask-the-user/handlers/answerLink.ts";
import type { Question } from "../../../../examples/ask-the-user/handlers/question.ts";
import { httpEvent } from "../../../support/askTheUser/httpEvent.ts";
import { MemoryLinks } from "../../../support/askTheUser/memoryLinks.ts";
import { keptWarnings } from "../../../support/askTheUser/warnings.ts";

const question: Question = {
	userPoolId: "eu-central-1_Test",
	username: "alice",
	eventId: "e1",
	feedbackToken: "feedback-token",
	evidence: {
		time: "2026-11-20T08:14:00Z",
		place: "Berlin, Germany",
		device: "Chrome",
		ipAddress: "203.0.113.7",
	},
};

/** An endpoint with one open link, and what Cognito received. */
async function endpoint(services: Partial<AnswerServices> = {}, asked = question) {
	const links = new MemoryLinks();
	const id = await links.open(asked);
	const submitted: string[] = [];
	const answer = linkAnswerer({
		appName: "Example",
		accountUrl: "https://app.example.com/account",
		links,
		submit: async ({ eventId, feedbackToken }, chosen) => {
			submitted.push(`${eventId} ${feedbackToken} ${chosen}`);
		},
		...services,
	});
	const get = (path = `/not-me/${id}`, method = "GET") => answer(httpEvent({ method, path }));
	const post = (body: string, path = `/not-me/${id}`) => answer(httpEvent({ method: "POST", path, body }));
	return { links, id, submitted, get, post };
}

function named(name: string): Error {
	return Object.assign(new Error("of Cognito"), { name });
}

describe("examples/ask-the-user: links", () => {
	const warnings = keptWarnings();
	for (const method of ["GET", "HEAD"])
		it(`only show the question for a ${method}, however often a scanner follows one`, async () => {
			const { links, submitted, get, post } = await endpoint();
			for (let times = 0; times < 20; times++)
				expect(await get(undefined, method)).to.include({ statusCode: 200 });
			expect([submitted, links.changes]).to.deep.equal([[], ["open"]]);
			expect(await post("answer=not-me")).to.include({ statusCode: 200 });
		});

	it("show the evidence and both answers, the one of the link first", async () => {
		const { id, get } = await endpoint();
		const values = async (path: string) =>
			[...((await get(path)).body?.matchAll(/<button name="answer" value="([\w-]+)"/g) ?? [])].map(
				([, value]) => value,
			);
		expect(await values(`/not-me/${id}`)).to.deep.equal(["not-me", "me"]);
		expect(await values(`/me/${id}`)).to.deep.equal(["me", "not-me"]);
		expect((await get()).body).to.include("<dt>Place</dt><dd>Berlin, Germany</dd>");
	});

	it("pass on the confirmed answer, with the token, which is in no address", async () => {
		const { submitted, links, post } = await endpoint();
		const { statusCode, body } = await post("answer=not-me");
		expect(statusCode).to.equal(200);
		expect(body).to.include("Change your password").and.include('href="https://app.example.com/account"');
		expect(submitted).to.deep.equal(["e1 feedback-token not-me"]);
		expect(links.size).to.equal(0);
	});

	it("take the answer from the button, not from the link", async () => {
		const { submitted, post } = await endpoint();
		expect((await post("answer=me")).body).not.to.include("password");
		expect(submitted).to.deep.equal(["e1 feedback-token me"]);
	});

	it("work only once, even with concurrent requests", async () => {
		const { submitted, get, post } = await endpoint();
		const all = await Promise.all(Array.from({ length: 10 }, () => post("answer=me")));
		expect(all.map(({ statusCode }) => statusCode).sort()).to.deep.equal([200, ...Array(9).fill(410)]);
		expect(await post("answer=not-me")).to.include({ statusCode: 410 });
		expect(await get()).to.include({ statusCode: 410 });
		expect(submitted).to.have.length(1);
	});

	it("show the same page whether they were used, have expired, or never existed", async () => {
		const { id, get, post } = await endpoint();
		await post("answer=me");
		const used = await get();
		for (const path of [`/not-me/${"A".repeat(43)}`, "/not-me/short", `/other/${id}`, "/", "/not-me"])
			expect(await get(path), path).to.deep.equal(used);
	});

	for (const error of ["TooManyRequestsException", "InternalErrorException", "TimeoutError"])
		it(`can be used again after ${error}`, async () => {
			let fails = true;
			const submit = async () => {
				if (fails) throw named(error);
			};
			const { post, get } = await endpoint({ submit });
			const { statusCode, headers } = await post("answer=me");
			expect([statusCode, headers?.["retry-after"]]).to.deep.equal([503, "60"]);
			expect(await get()).to.include({ statusCode: 200 });
			fails = false;
			expect(await post("answer=me")).to.include({ statusCode: 200 });
		});

	for (const error of ["NotAuthorizedException", "ResourceNotFoundException", "UserNotFoundException"])
		it(`are closed after ${error}: the token or its event no longer exists`, async () => {
			const { post, links } = await endpoint({ submit: () => Promise.reject(named(error)) });
			expect(await post("answer=me")).to.include({ statusCode: 410 });
			expect(links.size).to.equal(0);
		});

	it("show what to do when the database fails, and log only the kind of the failure", async () => {
		const failing = () => Promise.reject(Object.assign(new Error("about alice"), { name: "TimeoutError" }));
		const links = { read: failing, claim: failing, release: failing, close: failing };
		const { get, post } = await endpoint({ links });
		for (const { statusCode, headers } of [await get(), await post("answer=me")]) {
			expect(statusCode).to.equal(503);
			expect(headers).to.include({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
		}
		expect(warnings.slice(-2)).to.deep.equal(Array(2).fill("A link failed: TimeoutError"));
	});

	it("show the thanks for an accepted answer, even if the link cannot be closed", async () => {
		const links = new MemoryLinks();
		const id = await links.open(question);
		links.close = () => Promise.reject(named("TimeoutError"));
		const { post } = await endpoint({ links });
		const { statusCode, body } = await post("answer=not-me", `/not-me/${id}`);
		expect(statusCode).to.equal(200);
		expect(body).to.include("Your answer is recorded.");
		expect(warnings.at(-1)).to.equal("A link was not closed: TimeoutError");
	});

	for (const body of ["", "answer=", "answer=maybe", `answer=me&${"x".repeat(2000)}`, "answer=__proto__"])
		it(`stay open when the form contains no answer (${body.slice(0, 20)})`, async () => {
			const { post, submitted, links } = await endpoint();
			expect(await post(body)).to.include({ statusCode: 400 });
			expect([submitted, links.size]).to.deep.equal([[], 1]);
		});

	it("accept no other method", async () => {
		const { id, get } = await endpoint();
		const { statusCode, headers } = await get(`/me/${id}`, "PUT");
		expect([statusCode, headers?.allow]).to.deep.equal([405, "GET, HEAD, POST"]);
	});

	it("show HTML in the evidence as text", async () => {
		const device = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
		const { get } = await endpoint({}, { ...question, evidence: { ...question.evidence, device } });
		const { body } = await get();
		expect(body)
			.to.include("&lt;script&gt;alert(&quot;1&quot;)")
			.and.not.match(/<script|<img/);
	});

	it("send every page with headers that prevent scripts, referrers and caching", async () => {
		const { get, post } = await endpoint();
		for (const { headers } of [await get(), await get("/me/x"), await post(""), await post("answer=me")]) {
			expect(headers).to.include({
				"referrer-policy": "no-referrer",
				"cache-control": "no-store",
				"x-content-type-options": "nosniff",
				"x-robots-tag": "noindex",
			});
			const policy = String(headers?.["content-security-policy"]);
			expect(policy).to.match(/^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'self'; /);
			expect(policy).to.include("frame-ancestors 'none'").and.not.include("unsafe");
		}
	});

	it("show neither user, event nor token on any page", async () => {
		const { get, post } = await endpoint();
		for (const { body } of [await get(), await post("answer=me"), await get()])
			expect(body).not.to.match(/alice|\be1\b|feedback-token|eu-central/);
	});
});
