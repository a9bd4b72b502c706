import { type Risk, risks } from "../../../store/page/risk.ts";

export { type Risk, risks };

export const riskLabels: Readonly<Record<Risk, string>> = {
	other: "Other",
	high: "High",
	medium: "Medium",
	low: "Low",
	none: "No risk",
	unrated: "Unrated",
};
