import type { DistrictPlan } from './districts.ts';
import type { GroundDistrict } from './ground/building-plan.ts';
import { clipLeftOf, isInside, type Line, middleOf, type Point } from './ground/plane.ts';
import { toMetres, toPolygon } from './projection.ts';
import type { Address, Landmark, Station } from './town.ts';

export type StationGround = { station: Station; outline: Line; plan: DistrictPlan };

/** Cuts the quarters into polling stations of about equal doors; each votes in a public building of its quarter. */
export function layStations(
	districts: readonly GroundDistrict[],
	addresses: readonly Omit<Address, 'station'>[],
	landmarks: readonly Landmark[],
) {
	const grounds: StationGround[] = [];
	for (const { plan, outline } of districts) {
		const homes = addresses
			.filter(({ district }) => district === plan.key)
			.map(({ longitude, latitude }) => toMetres([longitude, latitude]));
		const places = landmarks.filter(({ district, votes }) => district === plan.key && votes);
		for (const [i, part] of partsOf(outline, homes, plan.stations).entries()) {
			const inside = places.find(({ longitude, latitude }) => isInside(toMetres([longitude, latitude]), part));
			const place = inside ?? places[i] ?? places[0];
			if (!place) throw new Error(`${plan.name} has no polling place`);
			const code = String(grounds.length + 1).padStart(4, '0');
			const station = {
				code,
				name: place.name,
				district: plan.key,
				polygon: toPolygon(part),
				landmark: place.id,
				longitude: place.longitude,
				latitude: place.latitude,
			};
			grounds.push({ station, outline: part, plan });
		}
	}
	return grounds;
}

export function stationAt(grounds: readonly StationGround[], address: Omit<Address, 'station'>): string {
	const point = toMetres([address.longitude, address.latitude]);
	const own = grounds.filter(({ plan }) => plan.key === address.district);
	return (own.find(({ outline }) => isInside(point, outline)) ?? (own[0] as StationGround)).station.code;
}

/** Two halves with as many homes in each, cut across the longer way. */
function partsOf(outline: Line, homes: readonly Point[], parts: number): Line[] {
	if (parts === 1) return [outline];
	const xs = homes.map((home) => home[0]).sort((a, b) => a - b);
	const through: Point = [xs[Math.floor(xs.length / 2)] ?? middleOf(outline)[0], 0];
	return [clipLeftOf(outline, through, [0, 1]), clipLeftOf(outline, through, [0, -1])];
}
