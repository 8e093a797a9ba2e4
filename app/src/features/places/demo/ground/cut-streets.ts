import { Nearby } from './nearby.ts';
import { crossingOf, distanceToSegment, type Line, measured, mix, type Point, type Segment, segmentsOf } from './plane.ts';
import type { Skeleton } from './skeleton.ts';
import { type DraftStreet, isOpenGround } from './street-plan.ts';

/** Shorter loose ends are not worth a name; nearer neighbours leave no room for a row of houses. */
const SHORTEST_STUB_METRES = 34;
const SHORTEST_PIECE_METRES = 24;
const ROOM_METRES = 23;
/** The old town never left so much. */
const LANE_ROOM_METRES = 17;

/**
 * The drafts that stay, each where it may lie: inside its quarter, off the greens, with room to its neighbours. Earlier drafts
 * win over later ones. A draft in several parts comes back as several streets.
 */
export function cutStreets(drafts: readonly DraftStreet[], skeleton: Skeleton): DraftStreet[] {
	const accepted = new Nearby<Segment>(40);
	const streets: DraftStreet[] = [];
	for (const draft of drafts) {
		const kept = draft.within ? keepParts(draft, skeleton, accepted) : [draft.line];
		for (const line of kept) {
			streets.push({ ...draft, line });
			for (const segment of segmentsOf(line)) accepted.add(segment, [segment.from, segment.to]);
		}
	}
	return streets;
}

type Piece = { line: Point[]; startsLoose: boolean; endsLoose: boolean };

function keepParts(draft: DraftStreet, skeleton: Skeleton, accepted: Nearby<Segment>): Point[][] {
	const within = draft.within;
	if (!within) return [];
	const kept: Point[][] = [];
	let open: Point[] | undefined;
	for (const piece of piecesOf(draft.line, accepted)) {
		const { lengthMetres, at } = measured(piece.line);
		const loose = piece.startsLoose || piece.endsLoose;
		const fits =
			lengthMetres > (loose ? SHORTEST_STUB_METRES : SHORTEST_PIECE_METRES) &&
			isOpenGround(skeleton, within, at(lengthMetres / 2)) &&
			hasRoom(piece.line, accepted, draft.kind === 'lane' ? LANE_ROOM_METRES : ROOM_METRES);
		if (!fits) open = undefined;
		else if (open) open.push(...piece.line.slice(1));
		else {
			open = [...piece.line];
			kept.push(open);
		}
	}
	return kept;
}

function piecesOf(line: Line, accepted: Nearby<Segment>): Piece[] {
	const pieces: Piece[] = [];
	let current: Point[] = [line[0] as Point];
	let startsLoose = true;
	for (const segment of segmentsOf(line)) {
		const cuts: number[] = [];
		for (const other of accepted.around([segment.from, segment.to])) {
			const crossing = crossingOf(segment, other);
			if (crossing) cuts.push(crossing.onA);
		}
		for (const cut of cuts.sort((a, b) => a - b)) {
			const point = mix(segment.from, segment.to, cut);
			pieces.push({ line: [...current, point], startsLoose, endsLoose: false });
			current = [point];
			startsLoose = false;
		}
		current.push(segment.to);
	}
	pieces.push({ line: current, startsLoose, endsLoose: true });
	return pieces;
}

function hasRoom(line: Line, accepted: Nearby<Segment>, roomMetres: number): boolean {
	const { lengthMetres, at } = measured(line);
	let asked = 0;
	let crowded = 0;
	for (let metres = roomMetres + 4; metres <= lengthMetres - roomMetres - 4; metres += 9) {
		const point = at(metres);
		asked++;
		for (const segment of accepted.around([point], roomMetres))
			if (distanceToSegment(point, segment) < roomMetres) {
				crowded++;
				break;
			}
	}
	return crowded <= asked * 0.25;
}
