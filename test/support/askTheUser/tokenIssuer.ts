import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import type { Jwks } from "aws-jwt-verify/jwk";

/** Issues access tokens like a user pool, with its own key. */
export class TokenIssuer {
	readonly userPoolId: string;
	readonly jwks: Jwks;
	readonly #key: KeyObject;
	readonly #kid: string;

	constructor(userPoolId: string, kid = "key-1") {
		const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
		this.userPoolId = userPoolId;
		this.#key = privateKey;
		this.#kid = kid;
		const { n = "", e = "" } = publicKey.export({ format: "jwk" });
		this.jwks = { keys: [{ kty: "RSA", alg: "RS256", use: "sig", kid, n, e }] };
	}

	/** A token of the user `sub-of-alice` from the client `app`, valid for an hour, unless the claims override these. */
	token(claims: Record<string, unknown> = {}): string {
		const now = Math.floor(Date.now() / 1000);
		const [region] = this.userPoolId.split("_");
		const payload = {
			sub: "sub-of-alice",
			username: "alice",
			iss: `https://cognito-idp.${region}.amazonaws.com/${this.userPoolId}`,
			client_id: "app",
			token_use: "access",
			scope: "aws.cognito.signin.user.admin",
			origin_jti: randomUUID(),
			jti: randomUUID(),
			auth_time: now,
			iat: now,
			exp: now + 3600,
			...claims,
		};
		const content = [{ kid: this.#kid, alg: "RS256" }, payload].map(base64url).join(".");
		return `${content}.${createSign("RSA-SHA256").update(content).sign(this.#key, "base64url")}`;
	}
}

export function base64url(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString("base64url");
}
