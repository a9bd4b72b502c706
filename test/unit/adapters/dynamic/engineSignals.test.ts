import { once } from "node:events";
import { type ClientHttp2Session, connect, createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { onCancelled } from "#provider/adapters/engineLife";

let cancellations = 0;
let heard: () => void = () => {};
// Once for the process, as in a provider's: Node.js keeps the listener forever.
onCancelled(() => {
	cancellations++;
	heard();
});

describe("the engine's signals to a provider's process", () => {
	let server: Http2Server;
	let engine: ClientHttp2Session;

	beforeEach(async () => {
		cancellations = 0;
		server = createServer();
		await once(server.listen(0, "127.0.0.1"), "listening");
		engine = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		engine.on("error", () => {});
	});

	afterEach(() => {
		engine.destroy();
		server.close();
	});

	/** A call in progress: the server has received it and not responded. */
	async function call(method: string) {
		const arrived = once(server, "stream");
		const request = engine.request({
			":path": `/pulumirpc.ResourceProvider/${method}`,
			":method": "POST",
		});
		request.on("error", () => {});
		const [stream] = await arrived;
		return { request, stream };
	}

	const signal = () => new Promise<void>((resolve) => (heard = resolve));

	it("mean a cancelled run if it calls Cancel", async () => {
		const { request, stream } = await call("Cancel");
		stream.respond({ ":status": 200 }, { endStream: true });
		await once(request.resume(), "close");
		expect(cancellations).to.equal(1);
	});

	it("mean nothing if a step ends with a response", async () => {
		for (const method of ["Create", "Check"]) {
			const { request, stream } = await call(method);
			stream.respond({ ":status": 200 }, { endStream: true });
			request.end();
			await once(request.resume(), "close");
		}
		expect(cancellations).to.equal(0);
	});

	it("mean a cancelled run if it abandons a step", async () => {
		const { request } = await call("Update");
		const heardOf = signal();
		request.close(8);
		await heardOf;
		expect(cancellations).to.equal(1);
	});
});
