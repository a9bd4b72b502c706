import { type Risk, risks } from "../../../store/page/risk.ts";

export { type Risk, risks };

const labels: Readonly<Record<Risk, string>> = {
	other: "Other",
	high: "High",
	medium: "Medium",
	low: "Low",
	none: "No risk",
	unrated: "Unrated",
};

export function riskLabel(risk: Risk): string {
	return labels[risk];
}
