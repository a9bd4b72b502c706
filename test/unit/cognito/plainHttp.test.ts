import { expect } from "chai";
import { isLoopback } from "#provider/cognito/clientMiddleware";

/** The host name of a URL, parsed like in the SDK. */
function hostOf(url: string): string {
	return new URL(url).hostname;
}

describe("the loopback of this machine", () => {
	for (const host of [
		"127.0.0.1",
		"127.255.255.254",
		"127.1",
		"0x7f000001",
		"2130706433",
		"localhost",
		"LocalHost",
		"[::1]",
	])
		it(`is ${host}`, () => {
			expect(isLoopback(hostOf(`http://${host}:4566`))).to.equal(true);
		});

	for (const host of [
		"0.0.0.0",
		"128.0.0.1",
		"10.127.0.1",
		"127.0.0.1.example.com",
		"localhost.example.com",
		"mylocalhost",
		"127.0.0.1@example.com",
		"[::]",
		"[::2]",
		"[2001:db8::1]",
	])
		it(`is not ${host}`, () => {
			expect(isLoopback(hostOf(`http://${host}:4566`))).to.equal(false);
		});
});
