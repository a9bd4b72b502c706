/**
 * Loaded into the Node.js processes of a run by NODE_OPTIONS: records the times of events in the program and in the dynamic
 * provider, in milliseconds since 1970, one per line.
 */
const { appendFileSync } = require("node:fs");
const { subscribe } = require("node:diagnostics_channel");
const Module = require("node:module");

const roles = { program: /cmd[\\/]run\b/, provider: /cmd[\\/]dynamic-provider/ };
const role = Object.keys(roles).find((name) => process.argv.some((argument) => roles[name].test(argument)));
if (role) observe();

function observe() {
	const lines = [];
	const note = (mark, time = performance.timeOrigin + performance.now()) => {
		lines.push(`${role} ${mark} ${time}\n`);
		if (lines.length === 1) flush.refresh();
	};
	// Written a little later, so that writing is not measured.
	const write = () => appendFileSync(process.env.BENCH_TIMELINE, lines.splice(0).join(""));
	const flush = setTimeout(write, 20).unref();
	process.on("exit", () => {
		note("end");
		write();
	});

	note("start", performance.timeOrigin);
	noteLoading(note, {
		"@pulumi/pulumi": "pulumi",
		// This package loads only the modules that it needs.
		"@pulumi/pulumi/output": "pulumi",
		"@pulumi/pulumi/resource": "pulumi",
		"@aws-sdk/client-cognito-identity-provider": "sdk",
	});
	if (role === "provider") noteFirstOutput(note);
	subscribe("http.client.request.start", () => note("request"));
	subscribe("http.client.response.finish", () => note("response"));
}

/** Records when a package was loaded. */
function noteLoading(note, packages) {
	const load = Module._load;
	Module._load = function (request, ...others) {
		const name = packages[request];
		if (!name) return load.call(this, request, ...others);
		delete packages[request];
		note(`${name}-begin`);
		try {
			return load.call(this, request, ...others);
		} finally {
			note(`${name}-end`);
		}
	};
}

/** A provider first prints its address, when it is ready to serve. */
function noteFirstOutput(note) {
	const write = process.stdout.write;
	process.stdout.write = function (...args) {
		note("ready");
		process.stdout.write = write;
		return write.apply(this, args);
	};
}
