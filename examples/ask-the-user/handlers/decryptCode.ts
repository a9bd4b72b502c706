import { buildClient, CommitmentPolicy, type KeyringNode } from "@aws-crypto/client-node";

// Cognito encrypts without key commitment, which the client otherwise requires.
const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);

/** Decrypts the codes and temporary passwords that Cognito encrypts with the AWS Encryption SDK. */
export function codeDecryptor(keyring: KeyringNode): (code: string) => Promise<string> {
	return async (code) => (await decrypt(keyring, Buffer.from(code, "base64"))).plaintext.toString("utf8");
}
