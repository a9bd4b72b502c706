/** In place of the page, where there is nothing to review with. */
export function Failure({ text }: { readonly text: string }) {
	return (
		<main class="failure">
			<h1>The events could not be shown</h1>
			<p class="problem" role="alert">
				{text}
			</p>
			<p>Reload the page when that is mended.</p>
		</main>
	);
}
