/** How long each step may take, in milliseconds, before it counts as failed. */
export interface Limits {
	/** A CLI that is asked for its version. */
	readonly version: number;
	/** npm, to install a package of a few kilobytes. */
	readonly npmInstall: number;
	/** That package, to download the CLI (some hundred megabytes). */
	readonly npmDownload: number;
	readonly goDownload: number;
	readonly goBuild: number;
	/** Between two words on a step that is still under way. */
	readonly word: number;
}

const second = 1000;
const minute = 60 * second;

/** Wide enough for a slow machine: they only end what would hang for ever. */
export const usualLimits: Limits = {
	version: 30 * second,
	npmInstall: minute,
	npmDownload: 5 * minute,
	goDownload: 10 * minute,
	goBuild: 60 * minute,
	word: 30 * second,
};
