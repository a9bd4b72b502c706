import type { Message } from "#provider/adapters/messages";
import type { Reporter } from "#provider/adapters/session";

/** Keeps what is reported to the person who runs Pulumi. */
export class FakeReport implements Reporter {
	readonly infos: string[] = [];
	readonly warnings: string[] = [];
	readonly statuses: string[] = [];

	/** Everything, in whatever form it was reported. */
	get lines(): string[] {
		return [...this.infos, ...this.warnings, ...this.statuses];
	}

	message({ severity, text }: Message): void {
		const lines = { info: this.infos, warn: this.warnings, status: this.statuses };
		lines[severity].push(text);
	}

	async delivered(): Promise<void> {}
}
