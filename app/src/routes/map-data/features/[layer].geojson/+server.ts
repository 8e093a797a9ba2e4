import { error } from '@sveltejs/kit';
import { readBounds } from '#features/places/map-grid.ts';
import { isMapLayer } from '#features/places/map-layer.ts';
import { featuresWithin, readGround, writeBody } from '#features/places/server/map-ground.ts';
import { NOBODY } from '#server/database.ts';
import { running } from '#server/running.ts';
import type { RequestHandler } from './$types';

/** A layer as GeoJSON: all of it, or with `?bbox=west,south,east,north` what lies there. */
export const GET: RequestHandler = async ({ params: { layer }, request, url }) => {
	if (!isMapLayer(layer)) error(404);
	const asked = url.searchParams.get('bbox');
	const view = readBounds(asked);
	if (asked !== null && view === null) error(400, 'bbox: west,south,east,north in degrees');
	const ground = await running().database.reading(NOBODY, readGround);
	const whole = view === null ? ground.layers.get(layer)?.body : undefined;
	const { etag, json, gzip } = whole ?? writeBody(featuresWithin(ground, layer, view));
	// The address that base.json gives out names the content, so it never changes.
	const cacheControl = url.searchParams.has('v') ? 'public, max-age=31536000, immutable' : 'public, no-cache';
	const headers = { etag, 'cache-control': cacheControl, vary: 'accept-encoding' };
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	const type = { ...headers, 'content-type': 'application/geo+json' };
	if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return new Response(new Uint8Array(json), { headers: type });
	return new Response(new Uint8Array(gzip), { headers: { ...type, 'content-encoding': 'gzip' } });
};
