/**
 * Makes the processes that Pulumi starts load the SDK's modules for serialized functions on demand. No story uses them, and
 * they take more than half of the SDK's load time.
 */
const Module = require("node:module");

const lazy = new Set(["@npmcli/arborist", "../../typescript-shim"]);
const load = Module._load;

Module._load = (request, parent, ...rest) => {
	const isOfPulumi = /[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename);
	if (!isOfPulumi || !lazy.has(request)) return load(request, parent, ...rest);
	// So that Pulumi's compiled imports use it directly, and copy nothing from it.
	const start = { __esModule: true };
	const get = (_, name) => (name in start ? start[name] : load(request, parent, ...rest)[name]);
	return new Proxy(start, { get });
};
