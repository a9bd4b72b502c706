import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { listen } from "#provider/loopback/index";

/** A secrets provider of Pulumi, and the environment through which the CLI finds it. */
export interface SecretsProvider {
	readonly url: string;
	readonly env: Readonly<Record<string, string>>;
}

let provider: Promise<SecretsProvider> | undefined;

/**
 * A stand-in for HashiCorp Vault's transit engine, which stores the key of a stack. Pulumi encrypts secrets as with a
 * passphrase, but without a million rounds of PBKDF2, which take a quarter of a second in each run of the CLI.
 *
 * Source: https://developer.hashicorp.com/vault/api-docs/secret/transit
 */
export function quickSecretsProvider(): Promise<SecretsProvider> {
	provider ??= startVault();
	return provider;
}

const prefix = "vault:v1:";

async function startVault(): Promise<SecretsProvider> {
	const server = createServer(async (request, response) => {
		const { plaintext = "", ciphertext = "" } = (await json(request)) as Readonly<Record<string, string>>;
		const data = request.url?.startsWith("/v1/transit/encrypt/")
			? { ciphertext: `${prefix}${plaintext}` }
			: { plaintext: ciphertext.slice(prefix.length) };
		response.setHeader("Content-Type", "application/json").end(JSON.stringify({ data }));
	});
	// It ends with the process.
	server.unref();
	const { port } = await listen(server, 0);
	return {
		url: "hashivault://test",
		env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "test" },
	};
}
