const segmenter = new Intl.Segmenter();
const wide =
	/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uFF01-\uFF60\u3000-\u303F]/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
	// Nearly everything.
	if (/^[\x20-\x7E]*$/.test(text)) return text.length;
	let width = 0;
	for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
	return width;
}
