/** `eu-central-1`, `us-gov-west-1`, `us-isob-east-1`: how AWS names Regions. */
const regionName = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/**
 * The Region that a user pool lies in, by its ID: the part before `_` where that is a Region's name. A pool of a
 * local emulator may be called anything, hence `undefined`.
 */
export function regionOf(userPoolId: string): string | undefined {
	const [prefix = "", ...rest] = userPoolId.split("_");
	return rest.length > 0 && isRegionName(prefix) ? prefix : undefined;
}

export function isRegionName(text: string): boolean {
	return regionName.test(text);
}
