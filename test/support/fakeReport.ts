import type { Message } from "#provider/adapters/messages";
import type { Reporter } from "#provider/adapters/session";

/** Collects the messages for the person who runs Pulumi. */
export class FakeReport implements Reporter {
	readonly infos: string[] = [];
	readonly warnings: string[] = [];
	readonly statuses: string[] = [];

	/** All messages, of any severity. */
	get lines(): string[] {
		return [...this.infos, ...this.warnings, ...this.statuses];
	}

	message({ severity, text }: Message): void {
		const lines = { info: this.infos, warn: this.warnings, status: this.statuses };
		lines[severity].push(text);
	}

	async delivered(): Promise<void> {}
}
