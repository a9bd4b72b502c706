/**
 * The decisions file: what people decide on in a page or a terminal, and what `AuthEventFeedbackSet.fromFile` reads.
 *
 * @module pulumi-cognito-feedback/feedback-file
 */
export { addSample } from "./addSample.ts";
export { changeFeedbackFile } from "./change.ts";
export { FeedbackFileConflict, FeedbackFileError, type Mistake } from "./errors.ts";
export { type Changes, type FeedbackFile, type FileDecision, fileFields } from "./feedbackFile.ts";
export { emptyFeedbackFile, openFeedbackFile, parseFeedbackFile, readFeedbackFile } from "./read.ts";
export type { Sample, SampleOption } from "./sample.ts";
export { saveFeedbackFile } from "./save.ts";
export { feedbackFileSchema } from "./schema.ts";
