import { CognitoJwtVerifier } from "aws-jwt-verify";

/** Verifies access tokens that a user pool issued to some app clients: signature, issuer, client, expiry and `token_use`. */
export function accessTokenVerifier(userPoolId: string, clientIds: readonly string[]) {
	return CognitoJwtVerifier.create({ userPoolId, tokenUse: "access", clientId: [...clientIds] });
}
