/** What a database that came back needs before anybody works with it. */
import pg from 'pg';
import { erasers, resumers } from '../rooms.ts';
import type { Config } from '../server/config.ts';
import { PROGRAM } from '../server/database.ts';
import { replayErasures } from '../server/ledger.ts';
import { type Connections, describeConnections } from '../server/postgres/connections.ts';
import { openRunning } from '../server/running.ts';
import { depositHead } from '../server/seal-audit.ts';

/** `staged` names the folder that is being restored. Returns how many people of the ledger were erased again. */
export async function settleRestored(staged: Config, why: 'restored' | 'unarchived'): Promise<number> {
	const { database, folder } = openRunning(staged, 2);
	try {
		// An archive's rows already came with their epoch; its queue did not come, so that what waited is queued again.
		if (why === 'restored') await beginEpoch(describeConnections(staged, folder));
		else await database.writing(PROGRAM, (writer) => Promise.all(resumers.map((resume) => resume(writer))));
		const erased = await replayErasures(database, folder, erasers);
		await database.writing(PROGRAM, async (writer) => writer.trace({ event: 'node.restored', detail: { from: why } }));
		await depositHead(database, folder, 'restored');
		return erased;
	} finally {
		await database.close();
	}
}

/** Transaction numbers may come again: what was announced before carries the older epoch. */
async function beginEpoch(connections: Connections): Promise<void> {
	const client = new pg.Client(connections.owner);
	await client.connect();
	try {
		await client.query("insert into database_epochs (epoch, why) select max(epoch) + 1, 'restored' from database_epochs");
	} finally {
		await client.end();
	}
}
