/**
 * Has the processes that Pulumi starts load what its SDK has for serialized functions when it is first used. No story
 * uses it, and it takes more than half of the time that the SDK takes to load.
 */
const Module = require("node:module");

const lazy = new Set(["@npmcli/arborist", "../../typescript-shim"]);
const load = Module._load;

Module._load = (request, parent, ...rest) => {
	const isOfPulumi = /[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename);
	if (!isOfPulumi || !lazy.has(request)) return load(request, parent, ...rest);
	// So that Pulumi's compiled imports take it as it is, and copy nothing from it.
	const start = { __esModule: true };
	const get = (_, name) => (name in start ? start[name] : load(request, parent, ...rest)[name]);
	return new Proxy(start, { get });
};
