import { type Grouping, groupings } from "../../../store/page/groupings.ts";
import { Choice } from "./choice.tsx";
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

/** Shows groups of events instead of events. */
export function GroupingChoice() {
	const review = useReview();
	return (
		<Choice<Grouping | "">
			id="grouping"
			name="Groups"
			value={review.grouping.value ?? ""}
			options={[["", "Not grouped"], ...groupings.map((by) => [by, `By ${groupingNames[by]}`] as const)]}
			onChoose={(by) => review.group(by || undefined)}
		/>
	);
}
