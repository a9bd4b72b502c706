import { expect } from "chai";
import { CognitoError, type FailureKind } from "pulumi-cognito-feedback/internal/cognito";
import { failureOf, inconclusive, refused } from "#review/doctor/check";

const error = (kind: FailureKind, code = "Code") =>
	new CognitoError({
		...{ kind, code, operation: "DescribeUserPool", userPoolId: "eu-central-1_Test" },
		detail: "User: arn:aws:sts::1:assumed-role/feedback/alice@example.com",
	});

describe("A failed request in `doctor`", () => {
	it("keeps no message of a server, because it may name people", () => {
		for (const kind of ["accessDenied", "notFound", "notAuthorized", "unexpected"] as const)
			expect(failureOf(error(kind))).not.to.have.property("detail");
		expect(failureOf(error("unreachable"))).to.have.property("detail");
	});

	it("is not a failed check if a later request may succeed", () => {
		for (const kind of ["throttled", "internalError", "timeout", "unreachable"] as const)
			expect(refused(failureOf(error(kind))).status).to.equal("notChecked");
		expect(refused(failureOf(error("notAuthorized"))).status).to.equal("failed");
	});

	it("names the missing IAM action of the right service", () => {
		expect(inconclusive(error("accessDenied"))).to.deep.equal({
			status: "notChecked",
			finding: { kind: "notPermitted", action: "cognito-idp:DescribeUserPool" },
		});
		expect(inconclusive(error("accessDenied"), "iam").finding).to.include({ action: "iam:DescribeUserPool" });
	});

	it("is rethrown if it is a bug", () => {
		expect(() => failureOf(new TypeError("no request"))).to.throw(TypeError);
	});
});
