/** A new life of the database: transaction numbers may come again, so that what was announced before carries the older epoch. */
import type pg from 'pg';

/** `client` belongs to the tables' owner. */
export async function beginEpoch(client: pg.ClientBase, why: 'restored' | 'unarchived'): Promise<void> {
	await client.query('insert into database_epochs (epoch, why) select max(epoch) + 1, $1 from database_epochs', [why]);
}
