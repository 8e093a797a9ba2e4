import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { drawRiverside } from './draw.ts';
import { crossingOf, isInside, type Point, segmentsOf } from './ground/plane.ts';
import { riversideLayers } from './layers.ts';
import { toMetres } from './projection.ts';
import { generateRiverside } from './riverside.ts';
import type { LineString, Polygon, Riverside } from './town.ts';

const town = generateRiverside('riverside');
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const ringOf = ({ coordinates }: Polygon): Point[] => (coordinates[0] ?? []).map(toMetres);
const partsOf = ({ coordinates }: LineString) => segmentsOf(coordinates.map(toMetres));
const pointOf = ({ longitude, latitude }: { longitude: number; latitude: number }) => toMetres([longitude, latitude]);
const cross = (a: ReturnType<typeof partsOf>, b: ReturnType<typeof partsOf>) => a.some((one) => b.some((other) => crossingOf(one, other)));

test('the same seed gives the same town, another seed another one, in good time', () => {
	const started = performance.now();
	expect(hash(generateRiverside('riverside'))).toBe(hash(town));
	// Measured: about 350 ms on one core of 2023; the bound leaves room for a busy machine.
	expect(performance.now() - started).toBeLessThan(4000);
	expect(hash(generateRiverside('lakeside').addresses)).not.toBe(hash(town.addresses));
});

describe.each(['riverside', 'one', 'two', 'three', 'four'])('a town from the seed %s', (seed) => {
	const any = seed === 'riverside' ? town : generateRiverside(seed);

	test('has room for a movement to work in', () => {
		expect(any.addresses.length).toBeGreaterThan(2500);
		expect(any.addresses.length).toBeLessThan(3600);
		expect(any.doors.length).toBeGreaterThan(4000);
		expect(any.doors.length).toBeLessThan(5600);
		expect(any.districts).toHaveLength(10);
		expect(any.stations).toHaveLength(12);
		expect(new Set(any.streets.map(({ name }) => name)).size).toBe(any.streets.length);
	});

	test('has streets that meet water and rails only at bridges and crossings', () => {
		const river = partsOf(any.river.centreLine);
		const rail = partsOf(any.railway.geometry);
		for (const { kind, geometry, name } of any.streets) {
			const parts = partsOf(geometry);
			expect([name, cross(parts, river)]).toEqual([name, kind === 'bridge' || kind === 'footbridge']);
			expect([name, cross(parts, rail)]).toEqual([name, kind === 'crossing']);
		}
		expect(any.bridges.filter(({ kind }) => kind === 'road').length).toBeGreaterThanOrEqual(4);
		expect(any.levelCrossings.length).toBeGreaterThanOrEqual(3);
	});

	test('has a network in which every node reaches every other', () => {
		expect(reachedFrom(any, any.network.nodes[0]?.id ?? '').size).toBe(any.network.nodes.length);
	});

	test('has results that add up', () => {
		for (const { results, choices } of any.elections)
			for (const { registered, voters, blank, invalid, votes } of results) {
				expect(Object.keys(votes)).toEqual(choices.map(({ key }) => key));
				expect(Object.values(votes).reduce((a, b) => a + b, 0) + blank + invalid).toBe(voters);
				expect(voters).toBeLessThanOrEqual(registered);
				expect(Math.min(...Object.values(votes))).toBeGreaterThanOrEqual(0);
			}
	});
});

function reachedFrom({ network }: Riverside, start: string): Set<string> {
	const next = new Map<string, string[]>(network.nodes.map(({ id }) => [id, []]));
	for (const { from, to } of network.edges) {
		next.get(from)?.push(to);
		next.get(to)?.push(from);
	}
	const reached = new Set([start]);
	for (const node of reached) for (const neighbour of next.get(node) ?? []) reached.add(neighbour);
	return reached;
}

test('odd numbers stand on one side, even ones on the other, and both grow along the street', () => {
	for (const { id, geometry } of town.streets) {
		const parts = partsOf(geometry);
		const sides = { odd: [] as number[], even: [] as number[] };
		for (const address of town.addresses.filter(({ street }) => street === id)) {
			const odd = address.number % 2 === 1;
			sides[odd ? 'odd' : 'even'].push(address.number + (address.suffix ? 0.5 : 0));
			expect(isLeftOf(pointOf(address), parts)).toBe(odd);
		}
		for (const numbers of Object.values(sides)) expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
	}
});

function isLeftOf(point: Point, parts: ReturnType<typeof partsOf>): boolean {
	const gap = ({ from, to }: (typeof parts)[number]) => {
		const t = Math.max(
			0,
			Math.min(1, ((point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1])) / lengthSquared(from, to)),
		);
		return Math.hypot(from[0] + t * (to[0] - from[0]) - point[0], from[1] + t * (to[1] - from[1]) - point[1]);
	};
	const nearest = parts.reduce((best, part) => (gap(part) < gap(best) ? part : best));
	const { from, to } = nearest;
	return (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]) > 0;
}
const lengthSquared = (a: Point, b: Point) => (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;

test('no house stands in the river or on the rails', () => {
	const river = ringOf(town.river.polygon);
	const rail = partsOf(town.railway.geometry);
	for (const building of town.buildings) {
		const ring = ringOf(building.polygon);
		expect(ring.some((corner) => isInside(corner, river))).toBe(false);
		expect(cross(segmentsOf(ring), rail)).toBe(false);
	}
	expect(town.addresses.filter((address) => isInside(pointOf(address), river))).toEqual([]);
});

test('hardly any building reaches into another or over a street', () => {
	const rings = town.buildings.map(({ polygon }) => ringOf(polygon));
	const boxes = rings.map((ring) =>
		[0, 1].map((axis) => [Math.min(...ring.map((p) => p[axis] ?? 0)), Math.max(...ring.map((p) => p[axis] ?? 0))]),
	);
	const apart = (a: number, b: number) =>
		[0, 1].some(
			(axis) => (boxes[a]?.[axis]?.[1] ?? 0) < (boxes[b]?.[axis]?.[0] ?? 0) || (boxes[b]?.[axis]?.[1] ?? 0) < (boxes[a]?.[axis]?.[0] ?? 0),
		);
	let overlaps = 0;
	for (let a = 0; a < rings.length; a++)
		for (let b = a + 1; b < rings.length; b++)
			if (!apart(a, b) && cross(segmentsOf(rings[a] ?? []), segmentsOf(rings[b] ?? []))) overlaps++;
	expect(overlaps).toBeLessThan(rings.length * 0.005);
});

test('every address lies in its quarter and its station, and every station has doors', () => {
	const districts = new Map(town.districts.map(({ key, polygon }) => [key, ringOf(polygon)]));
	const homes = new Map(town.doors.map(({ address }) => [address, true]));
	const populated = new Set<string>();
	for (const address of town.addresses) {
		expect(isInside(pointOf(address), districts.get(address.district) ?? [])).toBe(true);
		if (homes.has(address.id)) populated.add(address.station);
	}
	expect([...populated].sort()).toEqual(town.stations.map(({ code }) => code).sort());
});

test('two towers stand out, and their doors fill every floor above the hall', () => {
	const towers = town.buildings.filter(({ kind }) => kind === 'tower');
	expect(towers.map(({ name }) => name).sort()).toEqual(['Lark Tower', 'Skylark Tower']);
	for (const { floors, addresses } of towers) {
		expect(floors).toBeGreaterThanOrEqual(15);
		const floorsWithDoors = new Set(town.doors.filter(({ address }) => addresses.includes(address)).map(({ floor }) => floor));
		expect([...floorsWithDoors].sort((a, b) => a - b)).toEqual(Array.from({ length: floors - 1 }, (_, i) => i + 1));
	}
});

test('quarters vote differently: somebody else wins on the hill than on the estate', () => {
	const council = town.elections[0];
	const winner = (district: string) => {
		const totals = new Map<string, number>();
		for (const { code } of town.stations.filter((station) => station.district === district))
			for (const [list, votes] of Object.entries(council?.results.find(({ station }) => station === code)?.votes ?? {}))
				totals.set(list, (totals.get(list) ?? 0) + votes);
		return [...totals].sort((a, b) => b[1] - a[1])[0]?.[0];
	};
	expect(winner('larkfield')).toBe('labour');
	expect(winner('college-hill')).toBe('commons');
	expect(winner('hillcrest')).toBe('centre');
	expect(winner('millside')).not.toBe(winner('heron-bank'));
	const turnout = council?.results.map(({ voters, registered }) => voters / registered) ?? [];
	expect(Math.max(...turnout) - Math.min(...turnout)).toBeGreaterThan(0.2);
});

test('there are places to meet for twelve groups, and polling places among the public buildings', () => {
	const toMeet = town.landmarks.filter(({ kind }) => ['hall', 'cafe', 'park', 'square', 'library', 'market'].includes(kind));
	expect(toMeet.length).toBeGreaterThanOrEqual(12);
	expect(new Set(toMeet.map(({ district }) => district)).size).toBeGreaterThanOrEqual(9);
	for (const { landmark } of town.stations) expect(town.landmarks.find(({ id }) => id === landmark)?.votes).toBe(true);
	expect(new Set(town.stations.map(({ landmark }) => landmark)).size).toBe(town.stations.length);
});

test('identifiers point at what exists', () => {
	const ids = <T extends { id: string }>(items: readonly T[]) => new Set(items.map(({ id }) => id));
	const [streets, nodes, buildings, addresses] = [ids(town.streets), ids(town.network.nodes), ids(town.buildings), ids(town.addresses)];
	for (const { street, building } of town.addresses) expect(streets.has(street) && buildings.has(building)).toBe(true);
	for (const { from, to, street } of town.network.edges) expect(nodes.has(from) && nodes.has(to) && streets.has(street)).toBe(true);
	for (const { address } of town.doors) expect(addresses.has(address)).toBe(true);
	expect(town.buildings.flatMap((building) => building.addresses).sort()).toEqual([...addresses].sort());
});

test('the map layers and the drawing show all of it, inside the bounds', () => {
	const layers = riversideLayers(town);
	expect(layers.building.features).toHaveLength(town.buildings.length);
	expect(layers.street.features).toHaveLength(town.streets.length);
	const [west, south, east, north] = town.bounds;
	for (const { longitude, latitude } of town.addresses)
		expect(longitude > west && longitude < east && latitude > south && latitude < north).toBe(true);
	const svg = drawRiverside(town);
	expect(svg).not.toMatch(/<script|NaN|undefined/);
	for (const { name } of town.districts) expect(svg).toContain(name.toUpperCase());
});
