import { countKnownAddresses, findAreas, findStationResults, findStationsWithBoundary } from '#features/places/server/queries.ts';
import { listRounds, roundKey, shareOf, spreadShares, sumRound } from '#features/places/station-view.ts';
import { running } from '#server/running.ts';
import type { ShadedArea } from '#ui/map/base-map.ts';
import { loadMap } from '../../map-data/load-map.ts';
import { requireAct } from '../../require-act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireAct(locals, 'places.read');
	const [map, places] = await Promise.all([
		loadMap(url),
		running().database.reading(locals.scope, async (reader) => ({
			areas: await findAreas(reader),
			stations: await findStationsWithBoundary(reader),
			results: await findStationResults(reader),
			addresses: await countKnownAddresses(reader),
		})),
	]);
	const rounds = listRounds(places.results);
	const round = rounds.find(({ key }) => key === url.searchParams.get('round')) ?? rounds[0] ?? null;
	const choice = round?.choices.find((name) => name === url.searchParams.get('choice')) ?? null;
	const ofRound = places.results.filter((result) => round !== null && roundKey(result) === round.key);
	const shares = new Map(ofRound.map((result) => [result.stationId, shareOf(result, choice)]));
	const { low, high, spread } = spreadShares(shares);
	return {
		map,
		rounds: rounds.map(({ choices, ...rest }) => ({ ...rest, choices: rest.key === round?.key ? choices : [] })),
		round: round?.key ?? null,
		choice,
		scale: { low, high },
		whole: sumRound(ofRound),
		areas: places.areas.map((area) => ({ ...area, addresses: places.addresses.areas.get(area.id) ?? 0 })),
		addressCount: places.addresses.total,
		stations: places.stations.map(({ id, code, name, areaCode }) => ({
			id,
			code,
			name,
			areaCode,
			share: shares.get(id) ?? null,
			history: places.results
				.filter(({ stationId }) => stationId === id)
				.map((result) => ({ key: roundKey(result), share: shareOf(result, null) })),
		})),
		shaded: places.stations.flatMap(({ id, code, name, boundary }) => {
			if (boundary === null) return [];
			const properties: ShadedArea = { id, label: `${code} ${name}`, share: spread.get(id) ?? null };
			return [{ type: 'Feature' as const, properties, geometry: boundary }];
		}),
	};
};
