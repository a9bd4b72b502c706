/** The maximum number of decisions in a file that the page edits, and so of events that can be selected or decided at once. */
export const maxDecisions = 50_000;

/** The maximum number of rows in a request: more than fit on any screen. */
export const maxRows = 500;

/** The maximum number of groups in a request. */
export const maxGroups = 200;

/** The maximum number of lines of a diff on the page. */
export const maxDiffLines = 2_000;

/** The maximum number of open pages. Above it, the page that was unused for the longest time must be reloaded. */
export const maxSessions = 8;

/** The maximum size of a request in bytes: enough for a note and a few numbers. */
export const maxBytes = 64 * 1024;
