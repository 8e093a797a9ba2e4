import { DISTRICTS } from './districts.ts';
import { holdElections } from './elections.ts';
import { type GroundDistrict, type Lot, planBuildings } from './ground/building-plan.ts';
import { cutStreets } from './ground/cut-streets.ts';
import { bentOutline, GREENS } from './ground/greens.ts';
import { closed, crossingOf, type Line, lineLength, middleOf, mix, offsetLine, type Point, segmentsOf } from './ground/plane.ts';
import { bend, drawSkeleton, type Skeleton } from './ground/skeleton.ts';
import { nameStreets } from './ground/street-names.ts';
import { joinStreets, type PlanNetwork } from './ground/street-network.ts';
import { districtOutline, draftStreets } from './ground/street-plan.ts';
import { houseTheTown, PLACE } from './housing.ts';
import { districtFinder, nameLandmarks } from './landmarks.ts';
import { layStations, stationAt } from './polling.ts';
import { ORIGIN, toLineString, toPolygon, toPosition } from './projection.ts';
import type { Riverside, Street } from './town.ts';

/** Adults who live in Riverside; `people/demo` invents them. */
export const RIVERSIDE_PEOPLE = 8000;

/** Half of the picture, metres east-west and north-south of the middle of town. */
const REACH: Point = [1150, 880];

/**
 * The demo town: the same seed gives the same town, to the last door. Everything is invented; see `projection.ts` for where it
 * is not. Works with any seed; `riverside` is the one of demonstrations and tests.
 */
export function generateRiverside(seed: string): Riverside {
	const skeleton = drawSkeleton(seed);
	const network = joinStreets(cutStreets(draftStreets(seed, skeleton), skeleton));
	const grounds: GroundDistrict[] = DISTRICTS.map((plan) => ({ plan, outline: districtOutline(skeleton, plan).map(bend) }));
	const waters = waterLines(skeleton);
	const roads = network.streets.map(({ draft, line }) => ({ line: line.map(bend), kind: draft.kind }));
	const lots = planBuildings(seed, roads, grounds, { banks: [waters.left, waters.right, closed(waters.island)], rail: waters.rail });
	const streets = describeStreets(seed, network, lots, districtFinder(grounds));
	const { buildings, addresses, doors, lotOfAddress } = houseTheTown(seed, lots, streets);
	const landmarks = nameLandmarks({ addresses, lotOfAddress, districtAt: districtFinder(grounds) });
	const stations = layStations(grounds, addresses, landmarks);
	const settled = addresses.map((address) => ({ ...address, station: stationAt(stations, address) }));
	const [west, south] = toPosition([-REACH[0], -REACH[1]]);
	const [east, north] = toPosition(REACH);
	return {
		name: PLACE,
		seed,
		bounds: [west, south, east, north],
		centre: ORIGIN,
		river: {
			name: 'the Swell',
			polygon: toPolygon([...waters.left, ...waters.right.toReversed()], waters.island),
			centreLine: toLineString(skeleton.river.map(bend)),
		},
		island: { name: 'Heron Island', polygon: toPolygon(waters.island) },
		railway: { name: 'Coast Line', geometry: toLineString(waters.rail) },
		greens: GREENS.map((green) => ({ name: green.name, kind: green.kind, polygon: toPolygon(bentOutline(green)) })),
		...crossings(streets, skeleton),
		streets,
		network: describeNetwork(network, streets),
		buildings,
		addresses: settled,
		doors,
		districts: grounds.map(({ plan, outline }) => ({ key: plan.key, name: plan.name, polygon: toPolygon(outline), profile: plan.profile })),
		stations: stations.map(({ station }) => station),
		elections: holdElections(seed, { grounds: stations, addresses: settled, doors }, RIVERSIDE_PEOPLE),
		landmarks,
	};
}

function waterLines({ river, riverHalfWidth, rail, island }: Skeleton) {
	return {
		left: offsetLine(river, ([x]) => riverHalfWidth(x)).map(bend),
		right: offsetLine(river, ([x]) => -riverHalfWidth(x)).map(bend),
		island: island.map(bend),
		rail: rail.map(bend),
	};
}

/** A street lies in the quarter where most of its doors are, or where its middle is when it has none. */
function describeStreets(seed: string, { streets }: PlanNetwork, lots: readonly Lot[], districtAt: (point: Point) => string): Street[] {
	const names = nameStreets(
		seed,
		streets.map(({ draft }) => ({
			kind: draft.kind,
			...(draft.name ? { name: draft.name } : {}),
			...(draft.theme ? { theme: draft.theme } : {}),
		})),
	);
	const houses = streets.map(() => new Map<string, number>());
	for (const { street, district } of lots) houses[street]?.set(district, (houses[street]?.get(district) ?? 0) + 1);
	return streets.map(({ draft, line }, i): Street => {
		const [most] = [...(houses[i] ?? [])].sort((a, b) => b[1] - a[1]);
		const ground = line.map(bend);
		return {
			id: `S${String(i + 1).padStart(3, '0')}`,
			name: names[i] ?? '',
			kind: draft.kind,
			geometry: toLineString(ground),
			district: most?.[0] ?? districtAt(middleOf(ground)),
		};
	});
}

function describeNetwork({ nodes, edges }: PlanNetwork, streets: readonly Street[]): Riverside['network'] {
	const node = (i: number) => `N${String(i + 1).padStart(3, '0')}`;
	return {
		nodes: nodes.map((point, i) => {
			const [longitude, latitude] = toPosition(bend(point));
			return { id: node(i), longitude, latitude };
		}),
		edges: edges.map(({ from, to, line, street }, i) => {
			const ground = line.map(bend);
			return {
				id: `E${String(i + 1).padStart(4, '0')}`,
				from: node(from),
				to: node(to),
				metres: Math.round(lineLength(ground) * 10) / 10,
				street: streets[street]?.id ?? '',
				geometry: toLineString(ground),
			};
		}),
	};
}

function crossings(streets: readonly Street[], { river, rail }: Skeleton): Pick<Riverside, 'bridges' | 'levelCrossings'> {
	const over = streets.filter(({ kind }) => kind === 'bridge' || kind === 'footbridge');
	const [meets] = meetings(river, rail);
	const railBridge = meets ? rail.filter((point) => Math.hypot(point[0] - meets[0], point[1] - meets[1]) < 60) : [];
	return {
		bridges: [
			...over.map(({ name, kind, geometry, id }) => ({
				name,
				kind: kind === 'bridge' ? ('road' as const) : ('foot' as const),
				geometry,
				street: id,
			})),
			{ name: 'Weir Viaduct', kind: 'rail', geometry: toLineString(railBridge.map(bend)) },
		],
		levelCrossings: streets
			.filter(({ kind }) => kind === 'crossing')
			.map(({ name, id, geometry: { coordinates } }) => {
				const [a, b] = [coordinates[0], coordinates[coordinates.length - 1]] as [Point, Point];
				const [longitude, latitude] = mix(a, b, 0.5);
				return { name, street: id, point: [Math.round(longitude * 1e6) / 1e6, Math.round(latitude * 1e6) / 1e6] };
			}),
	};
}

function meetings(a: Line, b: Line): Point[] {
	const others = segmentsOf(b);
	return segmentsOf(a).flatMap((part) =>
		others.flatMap((other) => {
			const crossing = crossingOf(part, other);
			return crossing ? [mix(part.from, part.to, crossing.onA)] : [];
		}),
	);
}
