import type { Review } from "../model/review.ts";
import { ReviewContext } from "./context.ts";
import { Details } from "./details.tsx";
import { Filters } from "./filters.tsx";
import { Grid } from "./grid.tsx";
import { Header } from "./header.tsx";
import { Help } from "./help.tsx";
import { KeyHints } from "./keyHints.tsx";
import { Reports } from "./reports.tsx";
import { Timeline } from "./timeline.tsx";

export function App({ review }: { readonly review: Review }) {
	return (
		<ReviewContext.Provider value={review}>
			<Header />
			<main>
				<Timeline />
				<Filters />
				<div class="work">
					<Grid />
					<Details />
				</div>
			</main>
			<KeyHints />
			<Reports />
			<Help />
			<p class="unseen" role="status" aria-live="polite">
				{review.announcement}
			</p>
		</ReviewContext.Provider>
	);
}
