/** Holds requests up, for `onRequest`: they wait in `hold` until `letGo` is called. */
export class Hold {
	/** Done when the first request waits. */
	readonly arrived: Promise<void>;
	readonly letGo: () => void;
	readonly hold: () => Promise<void>;

	constructor() {
		let arrive: () => void = () => {};
		let letGo: () => void = () => {};
		this.arrived = new Promise((resolve) => {
			arrive = resolve;
		});
		const gate = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		this.letGo = letGo;
		this.hold = () => {
			arrive();
			return gate;
		};
	}
}
