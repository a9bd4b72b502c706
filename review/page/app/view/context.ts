import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Review } from "../model/review.ts";

export const ReviewContext = createContext<Review | undefined>(undefined);

export function useReview(): Review {
	const review = useContext(ReviewContext);
	if (review === undefined) throw new Error("There is no review around this component.");
	return review;
}
