import { expect } from "chai";
import { cacheFolder } from "../../../tools/pulumi-cli/cacheFolder.ts";

describe("The Pulumi CLI's cache folder", () => {
	it("is the one of PULUMI_COGNITO_FEEDBACK_CACHE before all others", () => {
		const env = { PULUMI_COGNITO_FEEDBACK_CACHE: "/chosen", XDG_CACHE_HOME: "/xdg", HOME: "/home/me" };
		expect(cacheFolder(env, "linux")).to.equal("/chosen");
		expect(cacheFolder(env, "darwin")).to.equal("/chosen");
	});

	it("lies in XDG_CACHE_HOME where that is an absolute path", () => {
		expect(cacheFolder({ XDG_CACHE_HOME: "/xdg", HOME: "/home/me" }, "linux")).to.equal(
			"/xdg/pulumi-cognito-feedback",
		);
		expect(cacheFolder({ XDG_CACHE_HOME: "xdg", HOME: "/home/me" }, "linux")).to.equal(
			"/home/me/.cache/pulumi-cognito-feedback",
		);
	});

	it("else lies where the operating system keeps caches", () => {
		expect(cacheFolder({ HOME: "/home/me" }, "linux")).to.equal("/home/me/.cache/pulumi-cognito-feedback");
		expect(cacheFolder({ HOME: "/Users/me" }, "darwin")).to.equal(
			"/Users/me/Library/Caches/pulumi-cognito-feedback",
		);
	});
});
