import { expect, test } from 'vitest';
import { NOBODY, PROGRAM } from '#server/database.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { generateRiverside } from '../demo/riverside.ts';
import { addressMatchKey } from '../postal-address.ts';
import { loadRiverside } from './demo.ts';
import { featuresWithin, readGround } from './map-ground.ts';
import { findAddresses, findStationResults, findStationsWithBoundary } from './queries.ts';

const node = await openTestNode();
const town = generateRiverside('riverside');
const load = () => node.database.writing(PROGRAM, (writer) => loadRiverside(writer, town));
const count = async () =>
	(
		await node.sql(`select (select count(*)::int from areas) areas, (select count(*)::int from polling_stations) stations,
			(select count(*)::int from station_results) results, (select count(*)::int from addresses) addresses,
			(select count(*)::int from doors) doors, (select count(*)::int from map_features) features`)
	)[0];

test('the whole town stands in the tables, once, however often it is loaded', async () => {
	await load();
	const first = await count();
	expect(first).toMatchObject({
		areas: town.districts.length + 1,
		stations: town.stations.length,
		addresses: town.addresses.length,
		doors: town.doors.length,
		results: town.elections.reduce((sum, { results }) => sum + results.length, 0),
	});
	await load();
	expect(await count()).toEqual(first);
});

test('a door of the town is found as an address of a person would be', async () => {
	const address = town.addresses[1234] as (typeof town.addresses)[number];
	const key = addressMatchKey({
		number: String(address.number),
		suffix: address.suffix ?? null,
		street: address.streetName.toUpperCase(),
		postcode: address.postcode,
		place: address.place,
	});
	const found = await node.database.reading(NOBODY, async (reader) => (await findAddresses(reader, [key])).get(key));
	expect(found).toMatchObject({ latitude: address.latitude, longitude: address.longitude });
	expect(found?.stationId).not.toBeNull();
	expect(found?.areaId).not.toBeNull();
});

test('the ground is ready to draw, and a view holds only what lies there', async () => {
	const ground = await node.database.reading(NOBODY, (reader) => readGround(reader));
	expect(featuresWithin(ground, 'building', null)).toHaveLength(town.buildings.length);
	const [longitude, latitude] = town.centre;
	const near = featuresWithin(ground, 'building', [longitude - 0.001, latitude - 0.001, longitude + 0.001, latitude + 0.001]);
	expect(near.length).toBeGreaterThan(0);
	expect(near.length).toBeLessThan(town.buildings.length / 5);
	expect(ground.attributions).toEqual([]);
	expect(ground.layers.get('water')?.body.etag).toMatch(/^"[\w-]{22}"$/);
});

test('past results come by station, newest election first, and add up', async () => {
	const stations = await node.database.reading(NOBODY, (reader) => findStationsWithBoundary(reader));
	expect(stations.map(({ code }) => code)).toEqual(town.stations.map(({ code }) => code));
	const results = await node.database.reading(NOBODY, (reader) => findStationResults(reader));
	expect(results.length).toBe(town.elections.reduce((sum, election) => sum + election.results.length, 0));
	expect([...results].sort((a, b) => b.heldOn.localeCompare(a.heldOn))[0]?.heldOn).toBe(results[0]?.heldOn);
	for (const { voters, blank, invalid, choices } of results)
		expect(choices.reduce((sum, { votes }) => sum + votes, 0) + blank + invalid).toBe(voters);
});
