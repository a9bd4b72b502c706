/** Advice that an error may give. */
const remedies = [
	"Run the command again",
	"the next `pulumi up` submits the rest",
	"The next `pulumi up` sends it",
	"Grant the IAM action",
	"Sign in again",
	"Check ",
	"Call the pool's primary Region",
];

/** Why an error would be unclear to a person; `undefined` if it is clear. */
export function unclear(error: string): string | undefined {
	const reasons = error.split("\n");
	for (const reason of reasons) {
		if (!remedies.some((remedy) => reason.includes(remedy))) return `does not say what to do: ${reason}`;
		if (/\bundefined\b|\[object|^\s+at /.test(reason)) return `is not for people: ${reason}`;
		if (/customer\d+/.test(reason)) return `names the user: ${reason}`;
	}
	return undefined;
}
