import type { EmulatorFaultRule } from "./faults/rule.ts";
import type { EmulatorOperation } from "./operations.ts";

/** A request for one of the emulator's operations whose body is a JSON object, right or wrong in its values. */
export interface EmulatorRequest {
	/** The operation that it is for. */
	readonly operation: EmulatorOperation;
	/** Its body. */
	readonly input: Readonly<Record<string, unknown>>;
	/** The rule whose fault struck it. */
	readonly fault?: EmulatorFaultRule;
}
