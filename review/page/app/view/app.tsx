import type { Review } from "../model/review.ts";
import { shownReport } from "../reporting.ts";
import { ReviewContext, useReview } from "./context.ts";
import { Details } from "./details.tsx";
import { Filters } from "./filters.tsx";
import { Grid } from "./grid.tsx";
import { Groups } from "./groups.tsx";
import { Header } from "./header.tsx";
import { Help, KeyHints } from "./keys.tsx";
import { ReportView } from "./report.tsx";
import { Reports } from "./reports.tsx";
import { Timeline } from "./timeline.tsx";

export function App({ review }: { readonly review: Review }) {
	return (
		<ReviewContext.Provider value={review}>
			<Header />
			<main>
				<Notices />
				{shownReport.value ? (
					<ReportView />
				) : (
					<>
						<Timeline />
						<Filters />
						<Work />
					</>
				)}
			</main>
			{!shownReport.value && <KeyHints />}
			<Reports />
			<Help />
			<p class="unseen" role="status" aria-live="polite">
				{review.announcement}
			</p>
		</ReviewContext.Provider>
	);
}

/** Shows why events may be missing. */
function Notices() {
	const { notices } = useReview().opened;
	if (notices.length === 0) return null;
	return (
		<section class="notices" aria-label="Incomplete">
			{notices.map((notice) => (
				<p key={notice} role="status">
					{notice}
				</p>
			))}
		</section>
	);
}

function Work() {
	const by = useReview().grouping.value;
	if (by !== undefined) return <Groups key={by} by={by} />;
	return (
		<div class="work">
			<Grid />
			<Details />
		</div>
	);
}
