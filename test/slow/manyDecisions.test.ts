import { largeSetStory } from "../support/largeSet.ts";
import { overAdapters } from "../support/story.ts";

overAdapters((adapter) => largeSetStory(10_000, adapter));
