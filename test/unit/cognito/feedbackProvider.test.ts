import { expect } from "chai";
import { isFromAdministrator } from "#provider/cognito/authEvent";

describe("feedback from an administrator", () => {
	it("is told by its provider", () => {
		expect(isFromAdministrator({ value: "Valid", provider: "Admin" })).to.equal(true);
		expect(isFromAdministrator({ value: "Valid", provider: "User" })).to.equal(false);
		expect(isFromAdministrator(undefined)).to.equal(false);
	});
});
