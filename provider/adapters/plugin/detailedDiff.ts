import { isDeepStrictEqual } from "node:util";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Properties } from "../codecs.ts";
import { isMap } from "../codecs.ts";

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;

/** The changed properties, with those inside a map, by path such as `decisions["6a1c…"].note`. */
export function detailedDiff(
	olds: Properties,
	news: Properties,
	replaces: readonly string[] = [],
): Map<string, PropertyDiff> {
	const entries = differences(olds, news).map(({ path, kind }) => {
		const isReplaced = replaces.includes(path[0] ?? "");
		return [
			formatted(path),
			new PropertyDiff().setKind(isReplaced ? kind.replacing : kind.updating),
		] as const;
	});
	return new Map(entries);
}

const kinds = {
	added: { updating: ADD, replacing: ADD_REPLACE },
	changed: { updating: UPDATE, replacing: UPDATE_REPLACE },
	removed: { updating: DELETE, replacing: DELETE_REPLACE },
} as const;

interface Difference {
	readonly path: readonly string[];
	readonly kind: (typeof kinds)[keyof typeof kinds];
}

function differences(olds: Properties, news: Properties, above: readonly string[] = []): Difference[] {
	const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
	return [...names].flatMap((name): Difference[] => {
		const path = [...above, name];
		const [old, value] = [own(olds, name), own(news, name)];
		if (isMap(old) && isMap(value)) return differences(old, value, path);
		if (isDeepStrictEqual(old, value)) return [];
		return [
			{ path, kind: old === undefined ? kinds.added : value === undefined ? kinds.removed : kinds.changed },
		];
	});
}

/** Reads an own property only: an event may have the name of an inherited one, such as `constructor`. */
function own(properties: Properties, name: string): unknown {
	return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Source: Pulumi's `sdk/go/common/resource/property_path.go`. */
function formatted(path: readonly string[]): string {
	return path
		.map((name, index) => {
			if (!/^[A-Za-z_]\w*$/.test(name)) return `[${JSON.stringify(name)}]`;
			return index === 0 ? name : `.${name}`;
		})
		.join("");
}
