import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { NOBODY, PROGRAM } from '#server/database.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { findOrCreateAreas, findOrCreateStations } from './commands.ts';
import { findAddresses, findAreas } from './queries.ts';

const node = await openTestNode();

test('areas and stations are made once and found again', async () => {
	const make = () =>
		node.database.writing(PROGRAM, async (writer) => ({
			areas: await findOrCreateAreas(writer, [
				{ kind: 'commune', code: '90010', name: 'Belfort' },
				{ kind: 'commune', code: '90010', name: 'Belfort again' },
				{ kind: 'quarter', code: '90010', name: 'Old town' },
			]),
			stations: await findOrCreateStations(writer, [
				{ areaCode: '90010', code: '0001', name: 'Town hall' },
				{ areaCode: '90010', code: '0002', name: 'School' },
			]),
		}));
	const first = await make();
	expect([...first.areas.keys()].sort()).toEqual(['commune|90010', 'quarter|90010']);
	expect([...first.stations.keys()].sort()).toEqual(['90010|0001', '90010|0002']);
	expect(await make()).toEqual(first);
	const areas = await node.database.reading(NOBODY, findAreas);
	expect(areas.map((area) => area.name)).toEqual(['Belfort', 'Old town']);
});

test('addresses are found by their key, and unknown keys are missing', async () => {
	const id = uuidv7();
	await node.database.writing(PROGRAM, (writer) =>
		writer.query
			.insertInto('addresses')
			.values({
				id,
				match_key: '90400|andelnans|rue balastieres|1',
				number: 1,
				street: 'Rue des Balastières',
				postcode: '90400',
				place: 'Andelnans',
				latitude: 47.6,
				longitude: 6.86,
				source: 'test',
			})
			.execute(),
	);
	const found = await node.database.reading(NOBODY, (reader) =>
		findAddresses(reader, ['90400|andelnans|rue balastieres|1', 'no such key']),
	);
	expect(found).toEqual(
		new Map([['90400|andelnans|rue balastieres|1', { addressId: id, areaId: null, stationId: null, latitude: 47.6, longitude: 6.86 }]]),
	);
	expect((await node.database.reading(NOBODY, (reader) => findAddresses(reader, []))).size).toBe(0);
});
