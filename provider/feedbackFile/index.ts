/**
 * The decisions file: what people decide on in a page or a terminal, and what `AuthEventFeedbackSet.fromFile` reads.
 *
 * @module pulumi-cognito-feedback/feedback-file
 */
export { changeFeedbackFile } from "./change";
export { FeedbackFileConflict, FeedbackFileError, type Mistake } from "./errors";
export { type Changes, type FeedbackFile, type FileDecision, fileFields } from "./feedbackFile";
export { emptyFeedbackFile, openFeedbackFile, parseFeedbackFile, readFeedbackFile } from "./read";
export { saveFeedbackFile } from "./save";
export { feedbackFileSchema } from "./schema";
