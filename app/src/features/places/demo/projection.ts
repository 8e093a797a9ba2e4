import { closed, type Line, type Point, ringArea } from './ground/plane.ts';
import type { LineString, Polygon, Position } from './town.ts';

/**
 * Riverside lies in the open Atlantic, some 200 km west of Brittany: nowhere, so that nobody real is ever found at one of its
 * doors, and a map of the world shows at once that it is a sample.
 */
export const ORIGIN: Position = [-7.2, 47.3];

const EARTH_RADIUS_METRES = 6_371_008.8;
const METRES_PER_DEGREE = (EARTH_RADIUS_METRES * Math.PI) / 180;
const NARROWING = Math.cos((ORIGIN[1] * Math.PI) / 180);
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

export function toPosition([x, y]: Point): Position {
	return [round(ORIGIN[0] + x / (METRES_PER_DEGREE * NARROWING)), round(ORIGIN[1] + y / METRES_PER_DEGREE)];
}

/** Metres east and north of the middle of town; within a few kilometres good to a few centimetres. */
export function toMetres([longitude, latitude]: Position): Point {
	return [(longitude - ORIGIN[0]) * METRES_PER_DEGREE * NARROWING, (latitude - ORIGIN[1]) * METRES_PER_DEGREE];
}

export const toLineString = (line: Line): LineString => ({ type: 'LineString', coordinates: line.map(toPosition) });

export function toPolygon(outline: Line, ...holes: Line[]): Polygon {
	const turned = (ring: Line, sign: 1 | -1) => closed(ringArea(ring) * sign > 0 ? ring : [...ring].reverse()).map(toPosition);
	return { type: 'Polygon', coordinates: [turned(outline, 1), ...holes.map((hole) => turned(hole, -1))] };
}
