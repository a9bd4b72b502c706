import { type Grouping, groupings } from "../../../store/page/groupings.ts";
import { useReview } from "./context.ts";

export const groupingNames: Readonly<Record<Grouping, string>> = {
	user: "user",
	address: "address",
	network: "network",
	device: "device",
	country: "country",
	client: "app client",
	identity: "user + device + network",
};

/** Shows groups of events in place of events. */
export function GroupingChoice() {
	const review = useReview();
	return (
		<label class="field">
			<span class="unseen">Groups</span>
			<select
				id="grouping"
				value={review.grouping.value ?? ""}
				onChange={({ currentTarget: { value } }) => review.group(groupings.find((each) => each === value))}
			>
				<option value="">Not grouped</option>
				{groupings.map((each) => (
					<option key={each} value={each}>
						By {groupingNames[each]}
					</option>
				))}
			</select>
		</label>
	);
}
