import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { internalProperties } from "#provider/adapters/dynamic/declare";

const mark = async (...values: unknown[]) =>
	(internalProperties("single", "berlin", values) as { __secret?: Promise<unknown> }).__secret;

describe("the internal inputs of a resource", () => {
	for (const module of ["single", "set"] as const) {
		it(`name the installed module ${module} in at most 400 bytes, the same each time`, () => {
			const { __provider } = internalProperties(module, "berlin", ["alice"]);
			expect(Buffer.byteLength(__provider)).to.be.at.most(400);
			expect(__provider).to.contain(`require('pulumi-cognito-feedback/${module}')`);
			expect(internalProperties(module, "oslo", [pulumi.secret("bob")]).__provider).to.equal(__provider);
		});
	}

	it("mark that a value is secret, whichever it is", async () => {
		expect(await mark(pulumi.secret("alice"))).to.equal(true);
		expect(await mark("alice", pulumi.output("e1"), pulumi.secret("TICKET-1"), undefined)).to.equal(true);
	});

	it("contain no mark if no value is secret", async () => {
		const values = ["alice", undefined, Promise.resolve("alice"), pulumi.output("alice")];
		for (const value of values) expect(await mark(value)).to.equal(undefined);
		expect(await mark(...values)).to.equal(undefined);
	});

	it("have names that begin with two underscores, which users do not see", () => {
		const names = Object.keys(internalProperties("single", "berlin", [pulumi.secret("alice")]));
		expect(names).to.include("__provider");
		for (const name of names) expect(name).to.match(/^__/);
	});
});
