import type { UserEvent } from "../../../listing/listPool.ts";
import type { EventColumns, SharedField } from "../../columns.ts";
import { type Risk, riskOf, risks } from "./risk.ts";

type Shared = { readonly [Name in SharedField]: UserEvent[Name] | undefined };

/** An event of the columns that were loaded: what it is, is looked up when something asks. */
export class ReviewEvent implements Shared {
	readonly eventId: string;
	/** The place of its risk among {@link risks}: 0 is the highest. */
	readonly rank: number;
	readonly #columns: EventColumns;
	readonly #index: number;

	constructor(columns: EventColumns, index: number) {
		this.#columns = columns;
		this.#index = index;
		this.eventId = columns.eventId[index] ?? "";
		this.rank = risks.indexOf(riskOf(this.riskLevel, this.riskDecision));
	}

	/** When, in milliseconds since 1970; `undefined` if Cognito does not return it. */
	get at(): number | undefined {
		return this.#columns.at[this.#index] ?? undefined;
	}

	get risk(): Risk {
		return risks[this.rank] ?? "other";
	}

	get username(): string {
		return this.#get("username") ?? "";
	}

	get type(): string | undefined {
		return this.#get("type");
	}

	get response(): string | undefined {
		return this.#get("response");
	}

	get riskDecision(): string | undefined {
		return this.#get("riskDecision");
	}

	get riskLevel(): string | undefined {
		return this.#get("riskLevel");
	}

	get compromisedCredentials(): boolean | undefined {
		return this.#get("compromisedCredentials");
	}

	get ipAddress(): string | undefined {
		return this.#get("ipAddress");
	}

	get device(): string | undefined {
		return this.#get("device");
	}

	get city(): string | undefined {
		return this.#get("city");
	}

	get country(): string | undefined {
		return this.#get("country");
	}

	get timeZone(): string | undefined {
		return this.#get("timeZone");
	}

	get challenges(): readonly string[] | undefined {
		return this.#get("challenges");
	}

	get feedback(): UserEvent["feedback"] {
		return this.#get("feedback");
	}

	#get<Name extends SharedField>(name: Name): NonNullable<UserEvent[Name]> | undefined {
		const { values, of } = this.#columns.shared[name];
		const place = of[this.#index] ?? 0;
		return place === 0 ? undefined : values[place - 1];
	}
}

/** The events of the columns, in their order. */
export function toReviewEvents(columns: EventColumns): ReviewEvent[] {
	return columns.eventId.map((_, index) => new ReviewEvent(columns, index));
}
