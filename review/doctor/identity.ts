/** Whose credentials these are. Names of people, in users and sessions, are left out. */
export type Principal =
	| { readonly type: "root" | "user" | "federatedUser" | "other" }
	| { readonly type: "role"; readonly role: string };

/** Whose credentials these are. */
export interface Identity {
	readonly account: string;
	readonly principal: Principal;
	/** `aws`, `aws-cn`, `aws-us-gov`: part of each ARN. */
	readonly partition: string;
	/**
	 * What IAM simulates the policies of; `undefined` for principals that have none of their own. A role's is without its
	 * path. It may name a person.
	 */
	readonly policySource?: string;
}

/** Reads the response of GetCallerIdentity. */
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
