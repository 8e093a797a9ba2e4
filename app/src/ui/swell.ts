/**
 * The geometry of our sign. Every door sends out rings; where two rings meet they stop and become one crest, so that many
 * small half circles grow into a single wave. Lengths are in the units of the drawing; y grows downwards.
 */

export interface Door {
	x: number;
	y: number;
	/** How much smaller the rings of this door are: somebody opened later. */
	late?: number;
}

interface Ring {
	x: number;
	y: number;
	radius: number;
}

interface Span {
	from: number;
	to: number;
}

/** The parts of [0, π] (angles above the ground) of a ring that lie inside no other ring. */
function freeSpans(ring: Ring, others: readonly Ring[]): Span[] {
	let spans: Span[] = [{ from: 0, to: Math.PI }];
	for (const other of others) {
		const [dx, dy] = [other.x - ring.x, other.y - ring.y];
		const distance = Math.hypot(dx, dy);
		const reach = (distance ** 2 + ring.radius ** 2 - other.radius ** 2) / (2 * distance * ring.radius);
		if (reach >= 1) continue;
		if (reach <= -1) return [];
		const towards = Math.atan2(-dy, dx);
		const half = Math.acos(reach);
		for (const turn of [-2 * Math.PI, 0, 2 * Math.PI]) spans = cut(spans, { from: towards - half + turn, to: towards + half + turn });
	}
	return spans;
}

function cut(spans: Span[], away: Span): Span[] {
	return spans
		.flatMap((span) => [
			{ from: span.from, to: Math.min(span.to, away.from) },
			{ from: Math.max(span.from, away.to), to: span.to },
		])
		.filter(({ from, to }) => to - from > 1e-6);
}

/** SVG path data of one crest: the outline of all half discs of that radius (less what a door is late) together. */
export function crestPath(doors: readonly Door[], radius: number): string {
	const rings = doors.map(({ x, y, late = 0 }) => ({ x, y, radius: round(radius - late) })).filter((ring) => ring.radius > 0);
	return rings
		.flatMap((ring) =>
			freeSpans(
				ring,
				rings.filter((other) => other !== ring),
			).map(({ from, to }) => {
				const at = (angle: number) => `${round(ring.x + ring.radius * Math.cos(angle))} ${round(ring.y - ring.radius * Math.sin(angle))}`;
				return `M${at(to)}A${ring.radius} ${ring.radius} 0 0 1 ${at(from)}`;
			}),
		)
		.join('');
}

const round = (length: number) => Math.round(length * 100) / 100;
