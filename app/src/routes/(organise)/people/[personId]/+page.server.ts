import { error } from '@sveltejs/kit';
import { readPerson } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import { loadMap } from '../../../map-data/load-map.ts';
import { requireAct } from '../../../require-act.ts';
import type { PageServerLoad } from './$types';

const STREET_ZOOM = 16;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	requireAct(locals, 'people.read');
	const person = await running().database.reading(locals.scope, (reader) => readPerson(reader, params.personId));
	// Whoever is out of sight is not there: 403 would say that somebody exists.
	if (!person) error(404);
	const position = person.addresses.find((address) => address.position)?.position;
	const view = new URL(url);
	if (position && !view.searchParams.has('at')) {
		view.searchParams.set('at', `${STREET_ZOOM}/${position.latitude.toFixed(5)}/${position.longitude.toFixed(5)}`);
	}
	return { person, map: position ? await loadMap(view) : null, now: Date.now() };
};
