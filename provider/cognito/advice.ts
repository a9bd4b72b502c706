/** What a person can do about a failed request, in the words of the program that made it. */
export interface Advice {
	/** What running it again comes to. */
	readonly again: string;
	/** How to set the Region, as a sentence. */
	readonly region: string;
	/** How to name a profile. */
	readonly profile: string;
	/** How to allow a request more time. */
	readonly timeout: string;
	/** How to allow an endpoint over plain HTTP. */
	readonly plainHttp: string;
	/** What the endpoint is called. */
	readonly endpoint: string;
}

export const pulumiAdvice: Advice = {
	again: "Run the command again: what Cognito has taken so far is in Pulumi's state.",
	region: "Run `pulumi config set aws:region <region>`",
	profile: "`pulumi config set aws:profile <name>`",
	timeout: "`pulumi config set cognito-feedback:requestTimeout 60`",
	plainHttp: "`pulumi config set cognito-feedback:allowPlainHttp true`",
	endpoint: "`cognito-feedback:endpoint`",
};
