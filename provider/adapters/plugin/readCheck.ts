import { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { reservedKey } from "../reservedKeys.ts";
import { StepError } from "../stepError.ts";

/**
 * The map key `__proto__` followed by the tag of its value, in wire format. No accepted text contains the tag's character, so
 * nothing else in an accepted request matches this.
 *
 * Source: Protocol Buffers, "Encoding": field 1 of an entry is its key, field 2 its value.
 */
const lostKey = Buffer.from("\n\t__proto__\x12");

/**
 * Reads the request of a check.
 *
 * @throws if it contains a decision that would be lost silently: Protocol Buffers for JavaScript keep the entries of a map in
 *   an object, and this entry would set its prototype.
 */
export function readCheck(bytes: Buffer): CheckRequest {
	const [lost] = bytes.includes(lostKey) ? reservedKey("__proto__") : [];
	if (lost) throw new StepError(`${lost}.`);
	return CheckRequest.deserializeBinary(bytes);
}
