import { json } from '@sveltejs/kit';
import { readSchemaNumber } from '#features/node/server/health.ts';
import { running } from '#server/running.ts';

/** The schema that this build was made for, by the names of its migrations. */
const EXPECTED_SCHEMA = Object.keys(import.meta.glob('/db/migrations/*.sql', { query: '?raw' })).length;

/** The database answers and its schema is the one that this program knows; while it is away the pipeline answers 503. */
export const GET = async () => {
	const schema = await readSchemaNumber(running().database);
	const ready = schema === EXPECTED_SCHEMA;
	return json({ ready, schema, expected: EXPECTED_SCHEMA }, ready ? {} : { status: 503, headers: { 'retry-after': '5' } });
};
