/** Decisions that a file takes, and so the events that can be selected, or decided on at once. */
export const mostDecisions = 50_000;

/** Events of a sample: all of them can be decided on. */
export const mostSampled = mostDecisions;

/** Rows that a page may ask for at once: more than fit on any screen. */
export const mostRows = 500;

/** Groups that a page may ask for at once. */
export const mostGroups = 200;

/** Lines of a diff that a page shows. */
export const mostDiffLines = 2_000;

/** Pages that are open side by side. The one that did nothing for the longest time has to reload. */
export const mostSessions = 8;

/** Bytes of a request: a note, and a few numbers. */
export const mostBytes = 64 * 1024;
