/** Why a request is not answered. Thrown where that is found; the server makes an answer of it. */
export class Refusal extends Error {
	/** @param status The HTTP status. */
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}
