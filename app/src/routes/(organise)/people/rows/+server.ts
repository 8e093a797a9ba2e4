import { readPersonQuery } from '#features/people/person-query.ts';
import { listPeople } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../require-act.ts';
import type { RequestHandler } from './$types';

/** A window of the list for the long table: `?q=…&offset=5000&limit=100`. */
export const GET: RequestHandler = async ({ locals, url }) => {
	requireAct(locals, 'people.read');
	const query = readPersonQuery(url.searchParams);
	return Response.json(await running().database.reading(locals.scope, (reader) => listPeople(reader, query, { countMaxAgeSeconds: 10 })));
};
