import { Nearby } from './nearby.ts';
import { crossingOf, distanceBetween, type Line, lineLength, mix, nearestShare, type Point, type Segment, segmentsOf } from './plane.ts';
import type { DraftStreet } from './street-plan.ts';

/** A stretch of street without a junction inside. `street` counts in `streets`; nodes count in `nodes`. */
export type PlanEdge = { from: number; to: number; line: Point[]; street: number };
export type PlanNetwork = { nodes: Point[]; edges: PlanEdge[]; streets: { draft: DraftStreet; line: Point[] }[] };

const TOUCH_METRES = 0.8;
const SHORTEST_DEAD_END_METRES = 30;
const NEVER_PRUNED = new Set(['country', 'bridge', 'crossing', 'footbridge', 'boulevard', 'quay', 'avenue']);

type Part = Segment & { street: number; index: number };
type Stretch = { from: number; to: number; line: Point[]; draft: number; order: number };

/**
 * Streets cut where they meet, joined at nodes, without short dead ends and without what cannot be reached. A street that loses
 * its middle becomes two.
 */
export function joinStreets(drafts: readonly DraftStreet[]): PlanNetwork {
	const nodes = new NodeFinder();
	const cuts = cutsOf(drafts);
	const stretches = drafts.flatMap((draft, street) => stretchesOf(draft.line, street, cuts[street] ?? [], nodes));
	const kept = largestComponent(withoutStubs(stretches, drafts), nodes.points.length);
	return nameable(kept, drafts, nodes.points);
}

/** For every street the places of its junctions, in segments from its start (2.5: the middle of the third). */
function cutsOf(drafts: readonly DraftStreet[]): number[][] {
	const index = new Nearby<Part>(40);
	const parts = drafts.map(({ line }, street) => segmentsOf(line).map((segment, i): Part => ({ ...segment, street, index: i })));
	for (const part of parts.flat()) index.add(part, [part.from, part.to], TOUCH_METRES);
	const cuts: number[][] = drafts.map(() => []);
	for (const part of parts.flat())
		for (const other of index.around([part.from, part.to], TOUCH_METRES)) {
			if (other.street === part.street) continue;
			const crossing = crossingOf(part, other);
			if (crossing) cuts[part.street]?.push(part.index + crossing.onA);
			for (const end of endsOf(drafts[other.street]?.line ?? [])) {
				const share = nearestShare(end, part);
				if (distanceBetween(end, mix(part.from, part.to, share)) < TOUCH_METRES) cuts[part.street]?.push(part.index + share);
			}
		}
	return cuts;
}

const endsOf = (line: Line): Point[] => [line[0] as Point, line[line.length - 1] as Point];

class NodeFinder {
	readonly points: Point[] = [];
	readonly #index = new Nearby<number>(10);

	at(point: Point): number {
		for (const node of this.#index.around([point], 2)) if (distanceBetween(this.points[node] as Point, point) < 2) return node;
		this.points.push(point);
		this.#index.add(this.points.length - 1, [point]);
		return this.points.length - 1;
	}
}

function stretchesOf(line: Line, draft: number, cuts: readonly number[], nodes: NodeFinder): Stretch[] {
	const last = line.length - 1;
	const places = [0, ...cuts, last].sort((a, b) => a - b);
	const pointAt = (place: number) => {
		const i = Math.min(Math.floor(place), last - 1);
		return mix(line[i] as Point, line[i + 1] as Point, place - i);
	};
	const stretches: Stretch[] = [];
	let start = { place: 0, node: nodes.at(pointAt(0)) };
	for (const place of places) {
		const node = nodes.at(pointAt(place));
		const between = line.slice(Math.floor(start.place) + 1, Math.ceil(place));
		// A closed street without a junction begins and ends at one node; a step within one junction is no stretch.
		if (node === start.node && lineLength([pointAt(start.place), ...between, pointAt(place)]) < 8) continue;
		const points = [nodes.points[start.node] as Point, ...between, nodes.points[node] as Point];
		stretches.push({ from: start.node, to: node, line: points, draft, order: stretches.length });
		start = { place, node };
	}
	return stretches;
}

function withoutStubs(stretches: Stretch[], drafts: readonly DraftStreet[]): Stretch[] {
	let kept = stretches;
	for (;;) {
		const degree = new Map<number, number>();
		for (const { from, to } of kept) for (const node of [from, to]) degree.set(node, (degree.get(node) ?? 0) + 1);
		const isStub = ({ from, to, line, draft }: Stretch) =>
			(degree.get(from) === 1 || degree.get(to) === 1) &&
			lineLength(line) < SHORTEST_DEAD_END_METRES &&
			!NEVER_PRUNED.has(drafts[draft]?.kind ?? '');
		const next = kept.filter((stretch) => !isStub(stretch));
		if (next.length === kept.length) return kept;
		kept = next;
	}
}

function largestComponent(stretches: Stretch[], nodeCount: number): Stretch[] {
	const root = Array.from({ length: nodeCount }, (_, i) => i);
	const find = (node: number): number => {
		let at = node;
		while (root[at] !== at) {
			root[at] = root[root[at] as number] as number;
			at = root[at] as number;
		}
		return at;
	};
	for (const { from, to } of stretches) root[find(from)] = find(to);
	const metres = new Map<number, number>();
	for (const { from, line } of stretches) metres.set(find(from), (metres.get(find(from)) ?? 0) + lineLength(line));
	const [largest] = [...metres].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [-1, 0]);
	return stretches.filter(({ from }) => find(from) === largest);
}

function nameable(stretches: Stretch[], drafts: readonly DraftStreet[], points: Point[]): PlanNetwork {
	const nodes: Point[] = [];
	const numbers = new Map<number, number>();
	const number = (node: number) => {
		const known = numbers.get(node);
		if (known !== undefined) return known;
		numbers.set(node, nodes.length);
		return nodes.push(points[node] as Point) - 1;
	};
	const streets: PlanNetwork['streets'] = [];
	const edges: PlanEdge[] = [];
	let before: Stretch | undefined;
	for (const stretch of stretches) {
		const continues = before && before.draft === stretch.draft && before.order + 1 === stretch.order;
		if (continues) streets[streets.length - 1]?.line.push(...stretch.line.slice(1));
		else streets.push({ draft: drafts[stretch.draft] as DraftStreet, line: [...stretch.line] });
		edges.push({ from: number(stretch.from), to: number(stretch.to), line: stretch.line, street: streets.length - 1 });
		before = stretch;
	}
	return { nodes, edges, streets };
}
