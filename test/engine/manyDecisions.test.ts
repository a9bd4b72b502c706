import { dynamicProvider } from "../../workbench/project/adapters.ts";
import { largeSetStory } from "../support/largeSet.ts";

largeSetStory(1_000, dynamicProvider);
