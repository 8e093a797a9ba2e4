/** Draws the ground as SVG paths for the plain map: on the server, in whole pixels, one path for all features of a look. */
import type { GroundLayer, MapView } from './base-map.ts';
import { toPixel } from './mercator.ts';

type Geometry = { type: string; coordinates: unknown };
export type PlainFeature = { properties: { name?: string; kind?: string }; geometry: Geometry };
export type PlainGround = Partial<Record<GroundLayer, readonly PlainFeature[]>>;

/** `look` is a class of the plain map's style sheet; `d` an SVG path. */
export type PlainPath = { look: string; d: string };
export type PlainWord = { look: string; text: string; x: number; y: number; angle: number };
/** `surfaces` lie under shaded areas, `paths` over them. */
export type PlainPicture = { width: number; height: number; view: MapView; surfaces: PlainPath[]; paths: PlainPath[]; words: PlainWord[] };

/** The pixels of the plain picture; CSS scales it to its frame and cuts what is over. */
export const PLAIN_SIZE = { width: 1200, height: 960 };
/** What a frame of any usual shape shows of it: what is to be seen whole must fit here. */
export const PLAIN_MIDDLE = { width: 900, height: 600 };

/** Looks in the order in which they are painted. Streets come twice: their edge, then their fill. */
const LOOKS: readonly (readonly [layer: GroundLayer, look: string, kinds: readonly string[] | null, leastZoom: number])[] = [
	['park', 'built', ['built'], 0],
	['park', 'field', ['meadow', 'allotments'], 0],
	['park', 'park', ['park', 'square', 'island'], 0],
	['park', 'sport', ['sports'], 0],
	['park', 'wood', ['wood'], 0],
	['water', 'water', null, 0],
	['water', 'river', ['river'], 9],
	['water', 'stream', ['stream'], 11],
	['building', 'building', null, 13.2],
	['street', 'lane-edge', ['lane'], 13],
	['street', 'street-edge', ['street', 'quay', 'square', 'crossing', 'country', 'minor'], 11],
	['street', 'main-edge', ['avenue', 'boulevard'], 0],
	['street', 'lane', ['lane'], 13],
	['street', 'street', ['street', 'quay', 'square', 'crossing', 'country', 'minor'], 11],
	['street', 'main', ['avenue', 'boulevard'], 0],
	['rail', 'rail', null, 9],
	['rail', 'sleepers', null, 9],
	['bridge', 'bridge-edge', ['road', 'foot'], 12],
	['bridge', 'bridge', ['road', 'foot'], 12],
	['district', 'district', null, 11],
];

/** Grounds are painted one over the other, layer by layer. */
export function drawPlain(grounds: readonly PlainGround[], view: MapView, size = PLAIN_SIZE): PlainPicture {
	const place = placer(view, size);
	const surfaces: PlainPath[] = [];
	const paths: PlainPath[] = [];
	for (const [layer, look, kinds, leastZoom] of LOOKS) {
		if (view.zoom < leastZoom) continue;
		const features = grounds
			.flatMap((ground) => ground[layer] ?? [])
			.filter(({ properties: { kind } }) => kinds === null || kinds.includes(kind ?? ''));
		const d = features.map(({ geometry }) => pathOf(geometry, look, place)).join('');
		if (d !== '') (layer === 'park' ? surfaces : paths).push({ look, d });
	}
	return { ...size, view, surfaces, paths, words: placeWords(grounds, view, { size, place }) };
}

/** One feature as a path in a picture's pixels. */
export function drawShape(geometry: Geometry, view: MapView, size = PLAIN_SIZE): string {
	return pathOf(geometry, '', placer(view, size));
}

function placer(view: MapView, size: { width: number; height: number }): Place {
	const [centreX, centreY] = toPixel(view.longitude, view.latitude, view.zoom);
	return ([longitude, latitude]) => {
		const [x, y] = toPixel(longitude as number, latitude as number, view.zoom);
		return [Math.round(x - centreX + size.width / 2), Math.round(y - centreY + size.height / 2)];
	};
}

type Place = (position: readonly number[]) => [number, number];

function pathOf(geometry: Geometry, look: string, place: Place): string {
	const polygonsOnly = look === 'water';
	const linesOnly = look === 'river' || look === 'stream';
	if (linesOnly && geometry.type.endsWith('Polygon')) return '';
	switch (geometry.type) {
		case 'LineString':
			return polygonsOnly ? '' : linePath(geometry.coordinates as number[][], place, false);
		case 'Polygon':
			return (geometry.coordinates as number[][][]).map((ring) => linePath(ring, place, true)).join('');
		case 'MultiLineString':
			return polygonsOnly ? '' : (geometry.coordinates as number[][][]).map((part) => linePath(part, place, false)).join('');
		case 'MultiPolygon':
			return (geometry.coordinates as number[][][][]).map((rings) => rings.map((ring) => linePath(ring, place, true)).join('')).join('');
		default:
			return '';
	}
}

/** Relative steps in whole pixels: a third of the characters of absolute ones. Steps of no length are left out. */
function linePath(line: readonly number[][], place: Place, isClosed: boolean): string {
	let [x, y] = place(line[0] as number[]);
	let path = `M${x} ${y}`;
	let steps = 0;
	for (const position of line.slice(1)) {
		const [toX, toY] = place(position);
		if (toX === x && toY === y) continue;
		path += `${steps === 0 ? 'l' : toX - x < 0 ? '' : ' '}${toX - x}${toY - y < 0 ? '' : ' '}${toY - y}`;
		[x, y] = [toX, toY];
		steps++;
	}
	if (steps === 0) return '';
	return isClosed ? `${path}z` : path;
}

const WORDS: readonly (readonly [layer: GroundLayer, look: string, kinds: readonly string[] | null, leastZoom: number, along: boolean])[] =
	[
		['district', 'town-name', ['town'], 5, false],
		['district', 'district-name', null, 11.5, false],
		['water', 'water-name', null, 11, true],
		['park', 'park-name', ['park', 'wood', 'meadow', 'sports'], 13.6, false],
		['street', 'street-name', ['avenue', 'boulevard', 'quay'], 14, true],
		['street', 'street-name', ['street'], 15.5, true],
	];

/** First come, first placed: a word that would touch an earlier one, or the edge, is left out. */
function placeWords(
	grounds: readonly PlainGround[],
	view: MapView,
	{ size, place }: { size: { width: number; height: number }; place: Place },
): PlainWord[] {
	const words: PlainWord[] = [];
	const boxes: [number, number, number, number][] = [];
	const said = new Set<string>();
	for (const [layer, look, kinds, leastZoom, along] of WORDS) {
		if (view.zoom < leastZoom) continue;
		for (const { properties, geometry } of grounds.flatMap((ground) => ground[layer] ?? [])) {
			const text = properties.name;
			if (text === undefined || said.has(text) || (kinds !== null && !kinds.includes(properties.kind ?? ''))) continue;
			const spot = along ? middleOfLine(geometry, place) : middleOfRing(geometry, place);
			if (spot === null || (along && spot.length < text.length * 6.5)) continue;
			const halfWidth = text.length * 3.7;
			const turned = Math.abs(Math.sin((spot.angle * Math.PI) / 180));
			const [w, h] = [halfWidth * (1 - turned) + 9 * turned, halfWidth * turned + 9 * (1 - turned)];
			const box: [number, number, number, number] = [spot.x - w, spot.y - h, spot.x + w, spot.y + h];
			if (box[0] < 4 || box[1] < 4 || box[2] > size.width - 4 || box[3] > size.height - 4) continue;
			if (boxes.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
			boxes.push(box);
			said.add(text);
			words.push({ look, text, x: spot.x, y: spot.y, angle: spot.angle });
		}
	}
	return words;
}

type Spot = { x: number; y: number; angle: number; length: number };

function middleOfRing(geometry: Geometry, place: Place): Spot | null {
	if (geometry.type === 'Point') {
		const [x, y] = place(geometry.coordinates as number[]);
		return { x, y, angle: 0, length: 0 };
	}
	const ring = geometry.type === 'Polygon' ? (geometry.coordinates as number[][][])[0] : undefined;
	if (!ring || ring.length < 4) return null;
	let [area, x, y] = [0, 0, 0];
	const pixels = ring.map(place);
	for (let at = 1; at < pixels.length; at++) {
		const [ax, ay] = pixels[at - 1] as [number, number];
		const [bx, by] = pixels[at] as [number, number];
		const cross = ax * by - bx * ay;
		area += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	}
	if (area === 0) return null;
	return { x: Math.round(x / (3 * area)), y: Math.round(y / (3 * area)), angle: 0, length: Math.sqrt(Math.abs(area)) };
}

function middleOfLine(geometry: Geometry, place: Place): Spot | null {
	if (geometry.type !== 'LineString') return null;
	const pixels = (geometry.coordinates as number[][]).map(place);
	const lengths = pixels
		.slice(1)
		.map(([x, y], at) => Math.hypot(x - (pixels[at] as [number, number])[0], y - (pixels[at] as [number, number])[1]));
	const length = lengths.reduce((sum, one) => sum + one, 0);
	let left = length / 2;
	for (const [at, one] of lengths.entries()) {
		if (left > one || one === 0) {
			left -= one;
			continue;
		}
		const [ax, ay] = pixels[at] as [number, number];
		// The direction of a longer stretch than one small step, so that words do not stand on a kink.
		const [fromX, fromY] = pixels[Math.max(0, at - 2)] as [number, number];
		const [bx, by] = pixels[Math.min(pixels.length - 1, at + 3)] as [number, number];
		const angle = (Math.atan2(by - fromY, bx - fromX) * 180) / Math.PI;
		const upright = angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle;
		const [cx, cy] = pixels[at + 1] as [number, number];
		const share = left / one;
		return { x: Math.round(ax + (cx - ax) * share), y: Math.round(ay + (cy - ay) * share), angle: Math.round(upright), length };
	}
	return null;
}
