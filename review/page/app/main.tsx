import "./style/app.css";
import { render } from "preact";
import { open, Problem } from "./api.ts";
import { onKey } from "./keys.ts";
import { Review } from "./model/review.ts";
import { reportProblem } from "./saving.ts";
import { App } from "./view/app.tsx";

const root = document.getElementById("app") as HTMLElement;

try {
	const review = new Review(await open(), reportProblem);
	document.addEventListener("keydown", (event) => onKey(event, review));
	window.addEventListener("beforeunload", (event) => {
		if (review.state.value.hasUnsaved) event.preventDefault();
	});
	render(<App review={review} />, root);
} catch (error) {
	render(
		<Failure text={error instanceof Problem ? error.message : `The page failed: ${String(error)}`} />,
		root,
	);
}
root.setAttribute("aria-busy", "false");

/** Shown instead of the page if it could not be opened. */
function Failure({ text }: { readonly text: string }) {
	return (
		<main class="failure">
			<h1>Could not load the events</h1>
			<p class="problem" role="alert">
				{text}
			</p>
			<p>Fix the problem, then reload the page.</p>
		</main>
	);
}
