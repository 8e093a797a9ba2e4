import { findPlacesOf } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../../require-act.ts';
import type { RequestHandler } from './$types';

/** Where one person lives, for the moving map of their page. */
export const GET: RequestHandler = async ({ locals, params }) => {
	requireAct(locals, 'people.read');
	const places = await running().database.reading(locals.scope, (reader) => findPlacesOf(reader, params.personId));
	return Response.json(places, { headers: { 'content-type': 'application/geo+json' } });
};
