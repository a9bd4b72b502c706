import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { internalProperties } from "#provider/adapters/dynamic/declare";

const mark = async (...values: unknown[]) =>
	(internalProperties("single", "berlin", values) as { __secret?: Promise<unknown> }).__secret;

describe("what a resource passes on to its provider", () => {
	for (const module of ["single", "set"] as const) {
		it(`names the installed module ${module} in at most 400 bytes, the same each time`, () => {
			const { __provider } = internalProperties(module, "berlin", ["alice"]);
			expect(Buffer.byteLength(__provider)).to.be.at.most(400);
			expect(__provider).to.contain(`require('pulumi-cognito-feedback/${module}')`);
			expect(internalProperties(module, "oslo", [pulumi.secret("bob")]).__provider).to.equal(__provider);
		});
	}

	it("marks that a value is secret, whichever it is", async () => {
		expect(await mark(pulumi.secret("alice"))).to.equal(true);
		expect(await mark("alice", pulumi.output("e1"), pulumi.secret("TICKET-1"), undefined)).to.equal(true);
	});

	it("does not mark values of which none is secret", async () => {
		const values = ["alice", undefined, Promise.resolve("alice"), pulumi.output("alice")];
		for (const value of values) expect(await mark(value)).to.equal(undefined);
		expect(await mark(...values)).to.equal(undefined);
	});

	it("is made of names that begin with two underscores, which users do not see", () => {
		const names = Object.keys(internalProperties("single", "berlin", [pulumi.secret("alice")]));
		expect(names).to.include("__provider");
		for (const name of names) expect(name).to.match(/^__/);
	});
});
