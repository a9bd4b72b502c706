import type { Feedback } from "./authEvent";

/** Whether feedback came from an administrator, through the console or this operation, and not from the user. */
export function isFromAdministrator(feedback: Feedback | undefined): boolean {
	return feedback?.provider === "Admin";
}
