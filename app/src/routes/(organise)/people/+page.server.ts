import { readPersonQuery } from '#features/people/person-query.ts';
import { findPlaceChoices, listPeople } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../require-act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireAct(locals, 'people.read');
	const { limit: _, ...query } = readPersonQuery(url.searchParams);
	return running().database.reading(locals.scope, async (reader) => ({
		query,
		list: await listPeople(reader, query, { countMaxAgeSeconds: 10 }),
		choices: await findPlaceChoices(reader),
		now: Date.now(),
	}));
};
