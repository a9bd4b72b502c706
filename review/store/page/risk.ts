/** How an event was rated, highest first. `other` is a level newer than this version: not to be missed. */
export const risks = ["other", "high", "medium", "low", "none", "unrated"] as const;

export type Risk = (typeof risks)[number];
