// Plain JavaScript for any Node.js: the scripts that run next are TypeScript, which an old version rejects with an unhelpful
// stack trace.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		`Node.js ${process.versions.node} is too old: the scripts of this repository need 22.18 or newer.\n` +
			"`npm ci` installs one for them, unless it ran with --ignore-scripts. Run `npm ci` again, or install a newer Node.js.",
	);
	process.exit(1);
}
