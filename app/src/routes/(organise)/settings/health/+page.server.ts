import { readHealth } from '#features/node/server/health.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../require-act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	requireAct(locals, 'health.read');
	return { health: await readHealth(running()), now: new Date() };
};
