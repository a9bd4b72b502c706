import { pinned } from "./pins.ts";

/** One CLI that can be made: its version, and the name of the folder that holds it once it is whole. */
export interface Recipe {
	readonly version: string;
	readonly folder: string;
}

/** A cache may lie in a home that several machines share. */
export const machine = `${process.platform}-${process.arch}`;

export const npmRecipe: Recipe = { version: pinned.npm, folder: `pulumi-${pinned.npm}-npm-${machine}` };

/** Named after both versions: another language host makes another folder. */
export const goRecipe: Recipe = {
	version: pinned.goCli,
	folder: `pulumi-${pinned.goCli}-go-with-nodejs-${pinned.goLanguageHost}-${machine}`,
};
