/** A way for Pulumi to reach the lifecycle. */
export interface FrontEnd {
	readonly name: "dynamic provider" | "plugin";
	/** The type of a single decision in state. */
	readonly single: string;
	/** The type of a set in state. */
	readonly set: string;
	/** The namespace of the stack configuration for the Region and the profile. */
	readonly awsNamespace: string;
}

export const dynamicProvider: FrontEnd = {
	name: "dynamic provider",
	single: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback",
	set: "pulumi-nodejs:dynamic/cognito:AuthEventFeedbackSet",
	awsNamespace: "aws",
};

export const plugin: FrontEnd = {
	name: "plugin",
	single: "cognito-feedback:index:AuthEventFeedback",
	set: "cognito-feedback:index:AuthEventFeedbackSet",
	awsNamespace: "cognito-feedback",
};

export const frontEnds: readonly FrontEnd[] = [dynamicProvider, plugin];

/** Tells a story with either of them: the lifecycle is the same. */
export function overFrontEnds(title: string, story: (frontEnd: FrontEnd) => void): void {
	for (const frontEnd of frontEnds) {
		describe(`${title} (${frontEnd.name})`, () => story(frontEnd));
	}
}
