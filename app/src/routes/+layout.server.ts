import { readSettings } from '#features/node/server/queries.ts';
import { running } from '#server/running.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { name, accentColour, timeZone } = await readSettings(running().database);
	return { node: { name, accentColour, timeZone }, locale: locals.locale, isSignedIn: locals.account !== null };
};
