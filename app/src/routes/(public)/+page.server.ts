import { countTeam } from '#features/identity/server/queries.ts';
import { running } from '#server/running.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { count, countedAt } = await countTeam(running().database);
	return { team: count, countedAt, now: new Date() };
};
