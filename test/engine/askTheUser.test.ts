import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { linkAnswerer } from "../../examples/ask-the-user/handlers/answerLink.ts";
import { addressOf, submit } from "../../examples/ask-the-user/handlers/cognito.ts";
import { mailSender } from "../../examples/ask-the-user/handlers/sendMail.ts";
import { MemoryLinks } from "../support/askTheUser/memoryLinks.ts";
import { serveHandler } from "../support/askTheUser/server.ts";
import { cognito, signIn } from "../support/cognitoContent.ts";
import { poolId, single } from "../support/program.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const alice = {
	Username: "alice",
	Attributes: [
		{ Name: "email", Value: "alice@example.com" },
		{ Name: "email_verified", Value: "true" },
	],
	AuthEvents: [signIn("e1")],
};

const clientOf = (endpoint: string) =>
	new CognitoIdentityProviderClient({
		endpoint,
		region: "eu-central-1",
		credentials: { accessKeyId: "test", secretAccessKey: "test" },
	});

describe("examples/ask-the-user", () => {
	/** The emails to the user, and the URL of their links; both are set while the story runs. */
	const mails: { to: string; text: string }[] = [];
	const links = new MemoryLinks();
	let client: CognitoIdentityProviderClient;
	let url = "";
	const customEmailSender = (event: Parameters<ReturnType<typeof mailSender>>[0]) =>
		mailSender({
			appName: "Example",
			url,
			linkLifetimeSeconds: 3600,
			links,
			decrypt: async () => "",
			addressOf: (pool, username) => addressOf(client, pool, username),
			deliver: async (to, { text }) => void mails.push({ to, text }),
		})(event);

	story(
		"asks a user about a suspicious sign-in; a refresh shows the answer, and a decision with a note overrules it",
		{ content: cognito(alice), customEmailSender },
		async (stack) => {
			client = clientOf(stack.emulator.endpoint);
			await using endpoint = await serveHandler(
				linkAnswerer({
					appName: "Example",
					accountUrl: undefined,
					links,
					submit: (question, answer) => submit(client, question, answer),
				}),
			);
			url = endpoint.url;

			await step("an administrator gives `Valid` on the sign-in", async () => {
				stack.program(single("trusted", { eventId: "e1" }));
				await stack.up();
			});

			const link = await step("the user gets a message with place, device, time and links", async () => {
				await stack.emulator.notify({ userPoolId: poolId, username: "alice", eventId: "e1" });
				expect(mails).to.have.length(1);
				const { to, text } = mails[0] ?? { to: "", text: "" };
				expect(to).to.equal("alice@example.com");
				expect(text).to.include("Berlin, Germany").and.include("Chrome 141, Windows 11");
				return /\S+\/not-me\/\S+/.exec(text)?.[0] ?? "";
			});

			await step("a mail scanner that follows the link changes nothing", async () => {
				expect((await fetch(link)).status).to.equal(200);
				expect(stack.feedback()).to.deep.equal({ e1: "Valid" });
			});

			await step("the user confirms that it was someone else", async () => {
				const answer = () => fetch(link, { method: "POST", body: new URLSearchParams({ answer: "not-me" }) });
				expect((await answer()).status).to.equal(200);
				expect(stack.feedback()).to.deep.equal({ e1: "Invalid" });
				expect((await answer()).status).to.equal(410);
			});

			await step("a refresh shows that the user gave the feedback", async () => {
				const { output } = await stack.refresh();
				expect(output).to.match(
					/drift detected: expected `Valid`, Cognito has `Invalid` \(by the user on 20\S+Z\)/,
				);
			});

			await step("a decision with a note overrules it, and its preview reports that", async () => {
				const note = "Called alice: forgot the hotel, TICKET-1";
				stack.program(single("trusted", { eventId: "e1", note }));
				const { output } = await stack.preview();
				expect(output).to.match(
					/e1 alice Invalid → Valid, note .*TICKET-1.*, overrules Invalid by the user on 20/,
				);
				const { writes } = await stack.up();
				expect(decisionsOf(writes)).to.deep.equal(["e1 Valid"]);
				expect((await stack.resource("trusted"))?.outputs).to.include({ feedbackProvider: "Admin", note });
			});
		},
	);
});
