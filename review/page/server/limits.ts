/** The maximum number of decisions in a file, and so of events that can be selected or decided at once. */
export const mostDecisions = 50_000;

/** The maximum number of events in a sample: all of them can be decided. */
export const mostSampled = mostDecisions;

/** The maximum number of rows in a request: more than fit on any screen. */
export const mostRows = 500;

/** The maximum number of groups in a request. */
export const mostGroups = 200;

/** The maximum number of lines of a diff on the page. */
export const mostDiffLines = 2_000;

/** The maximum number of open pages. Above it, the page that was unused for the longest time must be reloaded. */
export const mostSessions = 8;

/** The maximum size of a request in bytes: enough for a note and a few numbers. */
export const mostBytes = 64 * 1024;
