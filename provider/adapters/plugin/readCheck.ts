import { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { reservedKey } from "../reservedKeys.ts";
import { StepError } from "../stepError.ts";

/**
 * The key `__proto__` of a map with the mark of a value behind it, as both are on the wire. The last character is one
 * that no text may have here, so nothing else in a request that is taken looks like this.
 *
 * Source: Protocol Buffers, "Encoding": field 1 of an entry is its key, field 2 its value.
 */
const lostKey = Buffer.from("\n\t__proto__\x12");

/**
 * Reads the request of a check.
 *
 * @throws where it holds a decision that would get lost without a word: JavaScript's Protocol Buffers keep the entries of
 *   a map in an object, whose prototype that one becomes.
 */
export function readCheck(bytes: Buffer): CheckRequest {
	const [lost] = bytes.includes(lostKey) ? reservedKey("__proto__") : [];
	if (lost) throw new StepError(`${lost}.`);
	return CheckRequest.deserializeBinary(bytes);
}
