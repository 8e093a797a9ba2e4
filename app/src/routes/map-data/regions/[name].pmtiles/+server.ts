import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { readByteRange } from '#features/places/server/byte-range.ts';
import { findRegionFile, streamRegion } from '#features/places/server/map-regions.ts';
import { running } from '#server/running.ts';
import type { RequestHandler } from './$types';

/** A region's file, in the parts that a map asks for. */
export const GET: RequestHandler = ({ params: { name }, request }) => {
	const file = findRegionFile(running().folder.maps, name);
	if (!file) error(404);
	const headers = {
		etag: file.etag,
		'accept-ranges': 'bytes',
		'cache-control': 'public, no-cache',
		'content-type': 'application/vnd.pmtiles',
	};
	if (request.headers.get('if-none-match')?.includes(file.etag)) return new Response(null, { status: 304, headers });
	// A part of another version would not fit the parts that the asker has.
	const ifRange = request.headers.get('if-range');
	const range = ifRange !== null && ifRange !== file.etag ? 'whole' : readByteRange(request.headers.get('range'), file.bytes);
	if (range === 'outside') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${file.bytes}` } });
	const { first, last } = range === 'whole' ? { first: 0, last: file.bytes - 1 } : range;
	const body = Readable.toWeb(streamRegion(file, { first, last })) as ReadableStream;
	const length = { 'content-length': String(last - first + 1) };
	if (range === 'whole') return new Response(body, { headers: { ...headers, ...length } });
	return new Response(body, { status: 206, headers: { ...headers, ...length, 'content-range': `bytes ${first}-${last}/${file.bytes}` } });
};
