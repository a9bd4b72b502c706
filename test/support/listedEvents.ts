import { type EmulatorContent, startEmulator } from "pulumi-cognito-feedback/emulator";
import { connect } from "pulumi-cognito-feedback/internal/cognito";
import { listPool, type UserEvent } from "#review/listing/listPool";

/** The events of the first pool of an emulator's content, as the command lists them. */
export async function listedEvents(content: EmulatorContent): Promise<readonly UserEvent[]> {
	const emulator = await startEmulator({ content });
	try {
		const service = connect({ connection: { endpoint: emulator.endpoint }, requestsPerSecond: 1_000 });
		const userPoolId = content.UserPools[0]?.Id ?? "";
		const events: UserEvent[] = [];
		await listPool(service, { userPoolId, onEvents: (listed) => void events.push(...listed) });
		return events;
	} finally {
		await emulator.close();
	}
}
