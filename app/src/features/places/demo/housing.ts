import { type SeededRandom, seededRandom } from '#features/node/seeded-random.ts';
import type { Lot } from './ground/building-plan.ts';
import type { Point } from './ground/plane.ts';
import { toPolygon, toPosition } from './projection.ts';
import type { Address, Building, Door, Street } from './town.ts';

export const PLACE = 'Riverside';
/** 99 is no French department: no letter can be sent there. */
export const POSTCODE = '99420';

export type Housing = { buildings: Building[]; addresses: Omit<Address, 'station'>[]; doors: Door[]; lotOfAddress: Map<string, Lot> };
type Numbered = { number: number; suffix?: string };

/** Numbers the entrances of every street and hangs the doors in. */
export function houseTheTown(seed: string, lots: readonly Lot[], streets: readonly Street[]): Housing {
	const random = seededRandom(`${seed}/numbers`);
	const housing: Housing = { buildings: [], addresses: [], doors: [], lotOfAddress: new Map() };
	const buildings = new Map<number, Building>();
	for (const [index, street] of streets.entries())
		for (const side of [1, -1] as const) {
			const entrances = lots.filter((lot) => lot.street === index && lot.side === side).sort((a, b) => a.alongMetres - b.alongMetres);
			const numbers = numberSide(entrances.length, side === 1 ? 1 : 2, random);
			for (const [i, lot] of entrances.entries()) {
				const building = buildings.get(lot.group) ?? startBuilding(lot, housing, lots);
				buildings.set(lot.group, building);
				const address = addAddress(housing, { lot, street, building: building.id, numbered: numbers[i] as Numbered });
				building.addresses.push(address);
				for (const door of doorsOf(lot)) housing.doors.push({ id: pad('D', housing.doors.length + 1, 5), address, ...door });
			}
		}
	return housing;
}

const pad = (letter: string, number: number, digits: number) => letter + String(number).padStart(digits, '0');

function numberSide(count: number, first: number, random: SeededRandom): Numbered[] {
	const numbers: Numbered[] = [];
	let number = first;
	for (let i = 0; i < count; i++) {
		const before = numbers[i - 1];
		if (before && !before.suffix && random.chance(0.025)) {
			numbers.push({ number: before.number, suffix: 'B' });
			continue;
		}
		// A house pulled down leaves its number behind.
		if (i > 0 && random.chance(0.03)) number += 2;
		numbers.push({ number });
		number += 2;
	}
	return numbers;
}

/** A building is the outline of all entrances that share its walls: their fronts there, their backs home again. */
function startBuilding(first: Lot, housing: Housing, lots: readonly Lot[]): Building {
	const parts = lots.filter((lot) => lot.group === first.group).sort((a, b) => a.alongMetres - b.alongMetres);
	const fronts = parts.map(({ footprint }) => footprint[0]);
	const backs = parts.map(({ footprint }) => footprint[3]);
	const last = parts[parts.length - 1]?.footprint ?? first.footprint;
	const outline: Point[] = [...fronts, last[1], last[2], ...backs.reverse()];
	const building: Building = {
		id: pad('B', housing.buildings.length + 1, 4),
		kind: first.kind,
		floors: first.floors,
		polygon: toPolygon(outline),
		addresses: [],
		...(first.site ? { name: first.site.name } : {}),
	};
	housing.buildings.push(building);
	return building;
}

type Placing = { lot: Lot; street: Street; building: string; numbered: Numbered };

function addAddress(housing: Housing, { lot, street, building, numbered }: Placing): string {
	const id = pad('A', housing.addresses.length + 1, 4);
	const [longitude, latitude] = toPosition(lot.door);
	const where = { street: street.id, streetName: street.name, postcode: POSTCODE, place: PLACE, longitude, latitude };
	housing.addresses.push({ id, ...numbered, ...where, district: lot.district, building });
	housing.lotOfAddress.set(id, lot);
	return id;
}

function doorsOf({ floors, doorsPerFloor, oneHousehold, kind }: Lot): { floor: number; label: string }[] {
	if (doorsPerFloor === 0) return [];
	if (oneHousehold) return [{ floor: 0, label: '' }];
	const doors: { floor: number; label: string }[] = [];
	// The ground floor of a tower is its hall, its bicycles and the caretaker's lodge.
	for (let floor = kind === 'tower' ? 1 : 0; floor < floors; floor++)
		for (let door = 0; door < doorsPerFloor; door++) doors.push({ floor, label: `${floor}${String.fromCharCode(65 + door)}` });
	return doors;
}
