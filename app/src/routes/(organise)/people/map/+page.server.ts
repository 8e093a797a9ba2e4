import { readPersonQuery } from '#features/people/person-query.ts';
import { findOnMap, findPlaceChoices, listPeople } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import { PLAIN_SIZE } from '#ui/map/draw-plain.ts';
import { boundsOf } from '#ui/map/mercator.ts';
import { loadMap } from '../../../map-data/load-map.ts';
import { requireAct } from '../../../require-act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireAct(locals, 'people.read');
	const { limit: _, offset: __, sort: ___, ...filters } = readPersonQuery(url.searchParams);
	const map = await loadMap(url);
	const { view } = map.picture;
	return running().database.reading(locals.scope, async (reader) => ({
		map,
		query: filters,
		points: await findOnMap(reader, { bbox: boundsOf(view, PLAIN_SIZE), zoom: view.zoom, filters }),
		list: await listPeople(reader, { ...filters, limit: 25 }, { countMaxAgeSeconds: 10 }),
		choices: await findPlaceChoices(reader),
	}));
};
