/** What a database that came back needs before anybody works with it. */
import { erasers, resumers } from '../rooms.ts';
import type { Config } from '../server/config.ts';
import { PROGRAM } from '../server/database.ts';
import { replayErasures } from '../server/ledger.ts';
import { beginEpoch } from '../server/postgres/begin-epoch.ts';
import { describeConnections } from '../server/postgres/connections.ts';
import { withServer } from '../server/postgres/prepare.ts';
import { openRunning } from '../server/running.ts';
import { depositHead } from '../server/seal-audit.ts';

/** `staged` names the folder that is being restored. Returns how many people of the ledger were erased again. */
export async function settleRestored(staged: Config, why: 'restored' | 'unarchived'): Promise<number> {
	const { database, folder } = openRunning(staged, 2);
	try {
		// An archive's rows already came with their epoch; its queue did not come, so that what waited is queued again.
		if (why === 'restored') await withServer(describeConnections(staged, folder), (client) => beginEpoch(client, why));
		else await database.writing(PROGRAM, (writer) => Promise.all(resumers.map((resume) => resume(writer))));
		const erased = await replayErasures(database, folder, erasers);
		await database.writing(PROGRAM, async (writer) => writer.trace({ event: 'node.restored', detail: { from: why } }));
		await depositHead(database, folder, 'restored');
		return erased;
	} finally {
		await database.close();
	}
}
