import type { Report } from "#provider/lifecycle/report";

/** A report that keeps what it is told. */
export class FakeReport implements Report {
	readonly infos: string[] = [];
	readonly warnings: string[] = [];
	readonly statuses: string[] = [];

	/** Everything, in whatever form it was told. */
	get lines(): string[] {
		return [...this.infos, ...this.warnings, ...this.statuses];
	}

	info(message: string): void {
		this.infos.push(message);
	}

	warn(message: string): void {
		this.warnings.push(message);
	}

	status(message: string): void {
		this.statuses.push(message);
	}
}
