import { loadMap } from '../../map-data/load-map.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({ map: await loadMap(url) });
