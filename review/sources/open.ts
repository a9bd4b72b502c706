import { type Access, connect } from "pulumi-cognito-feedback/internal/cognito";
import { CognitoSource } from "./cognito.ts";
import { FilesSource, InputSource } from "./files.ts";
import type { Source } from "./source.ts";

export interface SourceContext {
	readonly access: Access;
	readonly userPoolId: string;
	/** The users that the listing is about; without them, all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** The most events that the listing takes of each user. */
	readonly limit?: number | undefined;
}

/** The source that `--from` names. */
export function openSource(from: string, { access, usernames, limit }: SourceContext): Source {
	if (from === "cognito") return new CognitoSource(connect(access), { usernames, limit });
	return from === "-" ? new InputSource() : new FilesSource(from);
}
