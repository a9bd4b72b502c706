import type { EmulatorFaultRule } from "./faults/rule.ts";
import type { EmulatorOperation } from "./operations.ts";

/** A request for one of the emulator's operations with a JSON object as its body, valid or not. */
export interface EmulatorRequest {
	/** The operation. */
	readonly operation: EmulatorOperation;
	/** The body. */
	readonly input: Readonly<Record<string, unknown>>;
	/** The rule of the fault that it failed with. */
	readonly fault?: EmulatorFaultRule;
}
