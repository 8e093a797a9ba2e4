/**
 * The geometry of our sign. Every door sends out rings; where two rings meet they stop and become one crest, so that many
 * small half circles grow into a single wave. Lengths are in the units of the drawing; y grows downwards.
 */

export interface Door {
	x: number;
	y: number;
}

interface Span {
	from: number;
	to: number;
}

/** The parts of [0, π] (angles above the ground) that lie nearer to `door` than to any other, on the ring of this radius. */
function ownSpans(door: Door, others: readonly Door[], radius: number): Span[] {
	let spans: Span[] = [{ from: 0, to: Math.PI }];
	for (const other of others) {
		const [dx, dy] = [other.x - door.x, other.y - door.y];
		const reach = Math.hypot(dx, dy) / (2 * radius);
		if (reach >= 1) continue;
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

/** SVG path data of the crest of one radius: the outline of all half discs of that radius together. */
export function crestPath(doors: readonly Door[], radius: number): string {
	return doors
		.flatMap((door) =>
			ownSpans(
				door,
				doors.filter((other) => other !== door),
				radius,
			).map(({ from, to }) => {
				const at = (angle: number) => `${round(door.x + radius * Math.cos(angle))} ${round(door.y - radius * Math.sin(angle))}`;
				return `M${at(to)}A${radius} ${radius} 0 0 1 ${at(from)}`;
			}),
		)
		.join('');
}

const round = (length: number) => Math.round(length * 100) / 100;
