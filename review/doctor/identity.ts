/** The principal of the credentials. Names of people, in users and sessions, are omitted. */
export type Principal =
	| { readonly type: "root" | "user" | "federatedUser" | "other" }
	| { readonly type: "role"; readonly role: string };

/** The identity of the credentials. */
export interface Identity {
	readonly account: string;
	readonly principal: Principal;
	/** `aws`, `aws-cn`, `aws-us-gov`: part of each ARN. */
	readonly partition: string;
	/**
	 * The ARN whose policies IAM can simulate; `undefined` for principals without policies. A role's ARN lacks its path. It may
	 * contain a person's name.
	 */
	readonly policySource?: string;
}

/** Parses the response of GetCallerIdentity. */
export function identityOf({
	Account = "",
	Arn = "",
}: {
	Account?: string | undefined;
	Arn?: string | undefined;
}): Identity {
	const [, partition = "aws", , , , ...rest] = Arn.split(":");
	const [type, ...names] = rest.join(":").split("/");
	const whose = { account: Account, partition };
	const [role = ""] = names;
	switch (type) {
		case "root":
			return { ...whose, principal: { type: "root" } };
		case "user":
			return { ...whose, principal: { type: "user" }, policySource: Arn };
		case "federated-user":
			return { ...whose, principal: { type: "federatedUser" } };
		case "assumed-role":
			return {
				...whose,
				principal: { type: "role", role },
				policySource: `arn:${partition}:iam::${Account}:role/${role}`,
			};
		default:
			return { ...whose, principal: { type: "other" } };
	}
}
