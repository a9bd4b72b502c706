import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
	readonly id: string;
	readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Violations of WCAG 2.2 AA on a page, including contrast and labels, but not in its frames. */
export async function violations(page: Page | Frame): Promise<string[]> {
	await page.evaluate(axe);
	const found = (await page.evaluate(
		`axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then(({ violations }) => violations)`,
	)) as Violation[];
	return found.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
	);
}
