import type { Report } from "#provider/lifecycle/report";

/** A report that keeps what it is told. */
export class FakeReport implements Report {
	readonly infos: string[] = [];
	readonly warnings: string[] = [];

	/** Everything, in whatever form it was told. */
	get lines(): string[] {
		return [...this.infos, ...this.warnings];
	}

	info(message: string): void {
		this.infos.push(message);
	}

	warn(message: string): void {
		this.warnings.push(message);
	}
}
