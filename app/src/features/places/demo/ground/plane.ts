/** Geometry on a flat map, in metres: x grows eastward, y northward. Enough for a town, wrong for a country. */
export type Point = readonly [x: number, y: number];
export type Line = readonly Point[];
export type Segment = { from: Point; to: Point };

export const distanceBetween = (a: Point, b: Point) => Math.hypot(b[0] - a[0], b[1] - a[1]);
export const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
export const lineLength = (line: Line) => segmentsOf(line).reduce((sum, { from, to }) => sum + distanceBetween(from, to), 0);
export const closed = (ring: Line): Line => [...ring, ring[0] as Point];

export function segmentsOf(line: Line): Segment[] {
	return line.slice(1).map((to, i) => ({ from: line[i] as Point, to }));
}

/** A smooth line through the control points (centripetal enough: uniform Catmull and Rom), a point every `stepMetres` or so. */
export function splineThrough(controls: Line, stepMetres: number): Point[] {
	const points: Point[] = [];
	for (let i = 0; i + 1 < controls.length; i++) {
		const b = controls[i] as Point;
		const c = controls[i + 1] as Point;
		const a = controls[i - 1] ?? b;
		const d = controls[i + 2] ?? c;
		const steps = Math.max(2, Math.round(distanceBetween(b, c) / stepMetres));
		for (let step = 0; step < steps; step++) {
			const t = step / steps;
			const bend = (axis: 0 | 1) =>
				0.5 *
				(2 * b[axis] +
					(c[axis] - a[axis]) * t +
					(2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
					(3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t ** 3);
			points.push([bend(0), bend(1)]);
		}
	}
	points.push(controls[controls.length - 1] as Point);
	return points;
}

/** Points added so that no step is longer than `stepMetres`; every given point stays. */
export function densify(line: Line, stepMetres: number): Point[] {
	const points: Point[] = line.slice(0, 1) as Point[];
	for (const { from, to } of segmentsOf(line)) {
		const steps = Math.max(1, Math.ceil(distanceBetween(from, to) / stepMetres));
		for (let i = 1; i < steps; i++) points.push(mix(from, to, i / steps));
		points.push(to);
	}
	return points;
}

/** The line moved to its left by a distance (metres, negative: right) that may change from point to point. */
export function offsetLine(line: Line, metresLeft: number | ((point: Point) => number)): Point[] {
	return line.map((point, i) => {
		const before = line[i - 1] ?? point;
		const after = line[i + 1] ?? point;
		const length = distanceBetween(before, after) || 1;
		const metres = typeof metresLeft === 'number' ? metresLeft : metresLeft(point);
		return [point[0] - ((after[1] - before[1]) / length) * metres, point[1] + ((after[0] - before[0]) / length) * metres];
	});
}

/** A line that answers «where, and which way, after so many metres?» */
export function measured(line: Line) {
	const reached = [0];
	for (const { from, to } of segmentsOf(line)) reached.push((reached[reached.length - 1] as number) + distanceBetween(from, to));
	const lengthMetres = reached[reached.length - 1] as number;
	const locate = (metres: number) => {
		let i = 1;
		while (i < line.length - 1 && (reached[i] as number) < metres) i++;
		const from = line[i - 1] as Point;
		const to = line[i] as Point;
		const length = distanceBetween(from, to) || 1;
		return { from, to, length, t: (metres - (reached[i - 1] as number)) / length };
	};
	return {
		lengthMetres,
		at: (metres: number): Point => {
			const { from, to, t } = locate(metres);
			return mix(from, to, t);
		},
		/** The point beside the line: `metresLeft` to the left (negative: to the right) after `metres`. */
		beside: (metres: number, metresLeft: number): Point => {
			const { from, to, t, length } = locate(metres);
			const on = mix(from, to, t);
			return [on[0] - ((to[1] - from[1]) / length) * metresLeft, on[1] + ((to[0] - from[0]) / length) * metresLeft];
		},
	};
}

/** Where two segments cross, as the share of each (0 to 1), or undefined. Parallel segments never cross. */
export function crossingOf(a: Segment, b: Segment): { onA: number; onB: number } | undefined {
	const ax = a.to[0] - a.from[0];
	const ay = a.to[1] - a.from[1];
	const bx = b.to[0] - b.from[0];
	const by = b.to[1] - b.from[1];
	const turn = ax * by - ay * bx;
	if (Math.abs(turn) < 1e-9) return undefined;
	const dx = b.from[0] - a.from[0];
	const dy = b.from[1] - a.from[1];
	const onA = (dx * by - dy * bx) / turn;
	const onB = (dx * ay - dy * ax) / turn;
	return onA >= 0 && onA <= 1 && onB >= 0 && onB <= 1 ? { onA, onB } : undefined;
}

export function nearestShare(point: Point, { from, to }: Segment): number {
	const dx = to[0] - from[0];
	const dy = to[1] - from[1];
	const squared = dx * dx + dy * dy;
	return squared === 0 ? 0 : Math.max(0, Math.min(1, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / squared));
}

export function distanceToSegment(point: Point, segment: Segment): number {
	return distanceBetween(point, mix(segment.from, segment.to, nearestShare(point, segment)));
}

/** Even-odd rule; the ring may be closed or not. */
export function isInside(point: Point, ring: Line): boolean {
	let inside = false;
	let before = ring[ring.length - 1] as Point;
	for (const corner of ring) {
		if (corner[1] > point[1] !== before[1] > point[1]) {
			const x = ((before[0] - corner[0]) * (point[1] - corner[1])) / (before[1] - corner[1]) + corner[0];
			if (point[0] < x) inside = !inside;
		}
		before = corner;
	}
	return inside;
}

/** Twice-signed shoelace: positive where the ring runs counter-clockwise. Square metres. */
export function ringArea(ring: Line): number {
	return segmentsOf(closed(ring)).reduce((sum, { from, to }) => sum + from[0] * to[1] - to[0] * from[1], 0) / 2;
}

export function middleOf(points: Line): Point {
	return [points.reduce((sum, p) => sum + p[0], 0) / points.length, points.reduce((sum, p) => sum + p[1], 0) / points.length];
}

/** The part of the ring on the left of the line from `through` in direction `along` (Sutherland and Hodgman). */
export function clipLeftOf(ring: Line, through: Point, along: Point): Point[] {
	const side = (p: Point) => along[0] * (p[1] - through[1]) - along[1] * (p[0] - through[0]);
	const kept: Point[] = [];
	let before = ring[ring.length - 1] as Point;
	for (const corner of ring) {
		const was = side(before);
		const is = side(corner);
		if (was * is < 0) kept.push(mix(before, corner, was / (was - is)));
		if (is >= 0) kept.push(corner);
		before = corner;
	}
	return kept;
}
