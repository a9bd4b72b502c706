/** A way for Pulumi to reach the lifecycle. */
export interface Adapter {
	readonly name: "dynamic provider" | "plugin";
	/** The type of a single decision in state. */
	readonly single: string;
	/** The type of a set in state. */
	readonly set: string;
	/** The namespace of the stack configuration for the Region and the profile. */
	readonly awsNamespace: string;
}

export const dynamicProvider: Adapter = {
	name: "dynamic provider",
	single: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback",
	set: "pulumi-nodejs:dynamic/cognito:AuthEventFeedbackSet",
	awsNamespace: "aws",
};

export const plugin: Adapter = {
	name: "plugin",
	single: "cognito-feedback:index:AuthEventFeedback",
	set: "cognito-feedback:index:AuthEventFeedbackSet",
	awsNamespace: "cognito-feedback",
};

export const adapters: readonly Adapter[] = [dynamicProvider, plugin];
