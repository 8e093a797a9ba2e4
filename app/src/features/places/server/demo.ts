/** Puts the invented town of Riverside into the tables of this room. */
import { v5 as uuidv5 } from 'uuid';
import type { Writer } from '#server/database.ts';
import { riversideLayers } from '../demo/layers.ts';
import type { LineString, Riverside } from '../demo/town.ts';
import { addressMatchKey } from '../postal-address.ts';
import { DEMO_SOURCE } from './map-ground.ts';
import { upsertDemo } from './store-demo.ts';

const NAMESPACE = '7f0c3a52-2f2b-5d0e-9d55-1b1d6a9c4e10';

/** Identifiers of a town's rows: the same seed gives the same, so that loading twice changes nothing. */
export function demoId(town: Pick<Riverside, 'seed'>, kind: string, code: string): string {
	return uuidv5(`${town.seed}/${kind}/${code}`, NAMESPACE);
}

export async function loadRiverside(writer: Writer, town: Riverside): Promise<void> {
	const id = (kind: string, code: string) => demoId(town, kind, code);
	const [{ postcode }] = town.addresses as [Riverside['addresses'][number]];
	const commune = id('area', 'commune');
	await upsertDemo(writer, {
		areas: [
			{ id: commune, kind: 'commune', code: postcode, name: town.name },
			...town.districts.map(({ key, name, polygon }) => ({
				id: id('area', key),
				kind: 'district',
				code: key,
				name,
				parent_id: commune,
				boundary: polygon,
			})),
		],
		stations: town.stations.map(({ code, name, polygon, latitude, longitude }) => ({
			id: id('station', code),
			area_code: postcode,
			code,
			name,
			boundary: polygon,
			latitude,
			longitude,
		})),
		results: town.elections.flatMap((election) => describeResults(election, (code) => id('station', code))),
		addresses: town.addresses.map((address) => describeAddress(address, id)),
		doors: town.doors.map((door) => ({
			id: id('door', door.id),
			address_id: id('address', door.address),
			floor: door.floor,
			label: door.label,
		})),
		features: describeFeatures(town, id),
	});
}

function describeResults(
	{ key, name, round, date, choices, results }: Riverside['elections'][number],
	stationId: (code: string) => string,
): object[] {
	const election = `${name} ${date.slice(0, 4)}`;
	return results.map(({ station, registered, voters, blank, invalid, votes }) => ({
		station_id: stationId(station),
		election,
		round,
		held_on: date,
		registered,
		voters,
		blank,
		invalid,
		choices: choices.map((choice) => ({ key: `${key}/${choice.key}`, name: choice.name, votes: votes[choice.key] ?? 0 })),
	}));
}

type Identify = (kind: string, code: string) => string;

function describeAddress(address: Riverside['addresses'][number], id: Identify): object {
	const { number, suffix = '', streetName: street, postcode, place, latitude, longitude } = address;
	return {
		id: id('address', address.id),
		match_key: addressMatchKey({ number: String(number), suffix: suffix || null, street, postcode, place }),
		number,
		suffix,
		street,
		postcode,
		place,
		area_id: id('area', address.district),
		station_id: id('station', address.station),
		building_code: address.building,
		latitude,
		longitude,
		source: DEMO_SOURCE,
	};
}

function describeFeatures(town: Riverside, id: Identify): object[] {
	const row = (layer: string, at: number, { name, kind, ...properties }: Record<string, unknown>, geometry: object) => ({
		id: id(`feature/${layer}`, String(at)),
		layer,
		name: name ?? null,
		kind: kind ?? null,
		geometry,
		properties,
		source: DEMO_SOURCE,
	});
	const drawn = Object.entries(riversideLayers(town)).flatMap(([layer, { features }]) =>
		features.map(({ properties, geometry }, at) => row(layer, at, properties, geometry)),
	);
	// The river's name is written along its middle.
	const { name, centreLine } = town.river;
	const eastward: LineString = { ...centreLine, coordinates: [...centreLine.coordinates].sort((a, b) => a[0] - b[0]) };
	return [...drawn, row('water', 1_000_000, { name, kind: 'river' }, eastward)];
}
