import "./style/app.css";
import { render } from "preact";
import { loadDecisions, loadEvents, Problem } from "./api.ts";
import { onKey } from "./keys.ts";
import { Review } from "./model/review.ts";
import { App } from "./view/app.tsx";
import { FailureView } from "./view/failure.tsx";

const root = document.getElementById("app") as HTMLElement;

try {
	const [events, decisions] = await Promise.all([loadEvents(), loadDecisions()]);
	const review = new Review(events, decisions);
	document.title = `Review – ${review.userPoolId}`;
	document.addEventListener("keydown", (event) => onKey(event, review));
	window.addEventListener("beforeunload", (event) => {
		if (review.drafts.hasUnsaved) event.preventDefault();
	});
	render(<App review={review} />, root);
} catch (error) {
	render(
		<FailureView text={error instanceof Problem ? error.message : `The page failed: ${String(error)}`} />,
		root,
	);
}
root.setAttribute("aria-busy", "false");
