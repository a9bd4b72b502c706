/** In place of the page, where there is nothing to review with. */
export function FailureView({ text }: { readonly text: string }) {
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
