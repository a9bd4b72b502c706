import { expect } from "chai";
import { markup } from "#review/report/page/markup";

describe("Markup of the report", () => {
	it("escapes every character with a meaning in elements and attributes, once", () => {
		const inner = markup`<b title="${`"'<>&`}">${'<script>"'}</b>`;
		const escaped = '<b title="&#34;&#39;&#60;&#62;&#38;">&#60;script&#62;&#34;</b>';
		expect(inner.text).to.equal(escaped);
		expect(markup`<p>${[inner, inner]}</p>`.text).to.equal(`<p>${escaped}${escaped}</p>`);
	});
});
