/**
 * Adds comments to a decisions file, saving after each and retrying after a conflict: `saveComments.ts <file> <name> <count>`.
 */

import { FeedbackFileConflict } from "#provider/feedbackFile/errors";
import { readFeedbackFile } from "#provider/feedbackFile/read";
import { saveFeedbackFile } from "#provider/feedbackFile/save";

const [path = "", name, count] = process.argv.slice(2);
for (let saved = 0; saved < Number(count); ) {
	const file = readFeedbackFile(path);
	try {
		saveFeedbackFile(file, `${file.text}# ${name} ${saved}\n`);
		saved++;
	} catch (error) {
		if (!(error instanceof FeedbackFileConflict)) throw error;
	}
}
