/** How the node is doing, for whoever runs the machine. No people in it. */
import { sql } from 'kysely';
import { type Database, NOBODY } from '#server/database.ts';

/** Number of the newest migration that the database has. @throws DatabaseAway */
export async function readSchemaNumber(database: Database): Promise<number> {
	return database.reading(NOBODY, async (reader) => {
		const { rows } = await sql<{ number: number | null }>`select max(number) as number from schema_migrations`.execute(
			reader.query as never,
		);
		return rows[0]?.number ?? 0;
	});
}
