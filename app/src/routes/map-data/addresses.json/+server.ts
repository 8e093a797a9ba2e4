import { error } from '@sveltejs/kit';
import { readBounds } from '#features/places/map-grid.ts';
import { findAddressPoints } from '#features/places/server/queries.ts';
import { NOBODY } from '#server/database.ts';
import { running } from '#server/running.ts';
import type { RequestHandler } from './$types';

/** The addresses that the node knows, many in one circle until a map is close: `?bbox=west,south,east,north&zoom=13`. */
export const GET: RequestHandler = async ({ url }) => {
	const bounds = readBounds(url.searchParams.get('bbox'));
	const zoom = Number(url.searchParams.get('zoom'));
	if (bounds === null || !(zoom >= 0 && zoom <= 24)) error(400, 'bbox=west,south,east,north&zoom=0…24');
	const points = await running().database.reading(NOBODY, (reader) => findAddressPoints(reader, bounds, zoom));
	return Response.json(points, { headers: { 'cache-control': 'public, max-age=60', 'content-type': 'application/geo+json' } });
};
