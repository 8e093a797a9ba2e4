import type { Lot } from './ground/building-plan.ts';
import { bentOutline, GREENS } from './ground/greens.ts';
import { distanceBetween, isInside, middleOf, type Point } from './ground/plane.ts';
import { CAFES, type LandmarkKind } from './ground/sites.ts';
import { bend } from './ground/skeleton.ts';
import { toMetres, toPosition } from './projection.ts';
import type { Address, Landmark } from './town.ts';

type Placed = { addresses: readonly Omit<Address, 'station'>[]; lotOfAddress: ReadonlyMap<string, Lot>; districtAt(point: Point): string };

const CAPACITY: Record<LandmarkKind, number> = {
	'town-hall': 220,
	school: 140,
	library: 60,
	hall: 120,
	market: 300,
	station: 40,
	sports: 500,
	theatre: 340,
	college: 260,
	clinic: 30,
	tower: 25,
	cafe: 28,
	park: 2000,
	square: 1500,
	allotments: 60,
};

/** Places with a name that people meet at: public buildings, cafés, parks and squares. */
export function nameLandmarks(placed: Placed): Landmark[] {
	const landmarks: Omit<Landmark, 'id'>[] = [];
	for (const { id, longitude, latitude, district } of placed.addresses) {
		const site = placed.lotOfAddress.get(id)?.site;
		if (!site) continue;
		const { name, landmark: kind } = site;
		landmarks.push({ name, kind, longitude, latitude, district, address: id, capacity: CAPACITY[kind], votes: site.vote === true });
	}
	const taken = new Set<string>();
	for (const { name, plan } of CAFES) {
		const { id, longitude, latitude, district } = nearestHouse(placed, bend(plan), taken);
		taken.add(id);
		landmarks.push({ name, kind: 'cafe', longitude, latitude, district, address: id, capacity: CAPACITY.cafe, votes: false });
	}
	for (const green of GREENS) {
		const { kind, name } = green;
		if (kind !== 'park' && kind !== 'square' && kind !== 'allotments') continue;
		const middle = middleOf(bentOutline(green));
		const [longitude, latitude] = toPosition(middle);
		landmarks.push({ name, kind, longitude, latitude, district: placed.districtAt(middle), capacity: CAPACITY[kind], votes: false });
	}
	return landmarks.map((landmark, i) => ({ id: `L${String(i + 1).padStart(2, '0')}`, ...landmark }));
}

function nearestHouse({ addresses, lotOfAddress }: Placed, target: Point, taken: ReadonlySet<string>) {
	const free = addresses.filter(({ id }) => !taken.has(id) && !lotOfAddress.get(id)?.site && lotOfAddress.get(id)?.kind !== 'works');
	return free.reduce((best, address) => {
		const away = ({ longitude, latitude }: typeof address) => distanceBetween(toMetres([longitude, latitude]), target);
		return away(address) < away(best) ? address : best;
	});
}

export const districtFinder =
	(districts: readonly { plan: { key: string }; outline: readonly Point[] }[]) =>
	(point: Point): string =>
		districts.find(({ outline }) => isInside(point, outline))?.plan.key ?? districts[0]?.plan.key ?? '';
