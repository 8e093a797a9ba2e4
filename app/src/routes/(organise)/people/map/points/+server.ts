import { error } from '@sveltejs/kit';
import { readPersonQuery } from '#features/people/person-query.ts';
import { findOnMap } from '#features/people/server/queries.ts';
import { readBounds } from '#features/places/map-grid.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../../require-act.ts';
import type { RequestHandler } from './$types';

/** The people of a part of the map: `?bbox=west,south,east,north&zoom=13` and the filters of the list. */
export const GET: RequestHandler = async ({ locals, url }) => {
	requireAct(locals, 'people.read');
	const bbox = readBounds(url.searchParams.get('bbox'));
	const zoom = Number(url.searchParams.get('zoom'));
	if (bbox === null || !(zoom >= 0 && zoom <= 24)) error(400, 'bbox=west,south,east,north&zoom=0…24');
	const filters = readPersonQuery(url.searchParams);
	const points = await running().database.reading(locals.scope, (reader) => findOnMap(reader, { bbox, zoom, filters }));
	return Response.json(points, { headers: { 'content-type': 'application/geo+json' } });
};
