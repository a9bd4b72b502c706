/** The risk ratings, highest first, in the order of the column `rank` of a snapshot. `other` is an unrecognized level; it comes first so that it is noticed. */
export const risks = ["other", "high", "medium", "low", "none", "unrated"] as const;

export type Risk = (typeof risks)[number];
