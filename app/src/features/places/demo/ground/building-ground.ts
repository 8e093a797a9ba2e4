import { Nearby } from './nearby.ts';
import { crossingOf, distanceToSegment, isInside, type Point, type Segment, segmentsOf } from './plane.ts';

/** Four corners: front left, front right, back right, back left. */
export type Footprint = readonly [Point, Point, Point, Point];
type Obstacle = Segment & { clearanceMetres: number };
type Built = { footprint: Footprint; group: number };

/** What may be built where: nothing on water, rails, greens and streets, nothing on another building. */
export class BuildingGround {
	readonly #obstacles = new Nearby<Obstacle>(30);
	readonly #built = new Nearby<Built>(30);

	keepClear(line: readonly Point[], clearanceMetres: number): void {
		for (const segment of segmentsOf(line))
			this.#obstacles.add({ ...segment, clearanceMetres }, [segment.from, segment.to], clearanceMetres);
	}

	/** Houses of one group may touch, for they share walls. */
	isFree(footprint: Footprint, group: number): boolean {
		const sides = sidesOf(footprint);
		for (const obstacle of this.#obstacles.around(footprint)) if (isTooNear(footprint, sides, obstacle)) return false;
		for (const other of this.#built.around(footprint))
			if (other.group !== group && overlap(footprint, sides, other.footprint)) return false;
		return true;
	}

	build(footprint: Footprint, group: number): void {
		this.#built.add({ footprint, group }, footprint);
	}
}

const sidesOf = (footprint: Footprint) => segmentsOf([...footprint, footprint[0]]);

function isTooNear(footprint: Footprint, sides: readonly Segment[], obstacle: Obstacle): boolean {
	for (const corner of footprint) if (distanceToSegment(corner, obstacle) < obstacle.clearanceMetres) return true;
	for (const side of sides) {
		if (distanceToSegment(obstacle.from, side) < obstacle.clearanceMetres) return true;
		if (crossingOf(side, obstacle)) return true;
	}
	return false;
}

function overlap(footprint: Footprint, sides: readonly Segment[], other: Footprint): boolean {
	const otherSides = sidesOf(other);
	if (sides.some((side) => otherSides.some((otherSide) => crossingOf(side, otherSide)))) return true;
	return isInside(footprint[0], other) || isInside(other[0], footprint);
}
