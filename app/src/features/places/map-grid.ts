/** Clusters on a fixed grid: the cell of a point depends on the zoom alone, so that clusters stay put while the map moves. */

/** West, south, east, north, in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];
export type Cell = { widthDegrees: number; heightDegrees: number };

/** From here on a map shows each point. */
export const FIRST_ZOOM_WITHOUT_CLUSTERS = 16;

/** More circles than this are neither readable nor smooth. */
export const MOST_CELLS = 2000;

const CELL_PX = 64;
const WORLD_PX = 512;

/**
 * The size of a cell in degrees for a zoom (whole numbers count) and the ground that is asked for. Cells are 64 px wide, and
 * as much larger, by powers of two, as keeps a view of any size within `MOST_CELLS`.
 */
export function gridCell(zoom: number, bounds: Bounds): Cell {
	let widthDegrees = (360 * CELL_PX) / (WORLD_PX * 2 ** Math.max(0, Math.min(24, Math.floor(zoom))));
	// A degree of latitude takes 1/cos more pixels than one of longitude. In steps, so that the grid holds still on small moves.
	const middle = Math.max(-80, Math.min(80, (bounds[1] + bounds[3]) / 2));
	const flattening = Math.cos((Math.round(middle / 10) * 10 * Math.PI) / 180);
	while (cellsIn(bounds, { widthDegrees, heightDegrees: widthDegrees * flattening }) > MOST_CELLS) widthDegrees *= 2;
	return { widthDegrees, heightDegrees: widthDegrees * flattening };
}

/** How many cells touch the ground, at most. */
export function cellsIn(bounds: Bounds, { widthDegrees, heightDegrees }: Cell): number {
	const columns = Math.floor(bounds[2] / widthDegrees) - Math.floor(bounds[0] / widthDegrees) + 1;
	const rows = Math.floor(bounds[3] / heightDegrees) - Math.floor(bounds[1] / heightDegrees) + 1;
	return columns * rows;
}

/** Column and row of a position; the same for any view of that zoom and latitude. */
export function cellOf(longitude: number, latitude: number, cell: Cell): readonly [column: number, row: number] {
	return [Math.floor(longitude / cell.widthDegrees), Math.floor(latitude / cell.heightDegrees)];
}

/** Reads `bbox=west,south,east,north`; null unless it is four numbers on this earth in that order. */
export function readBounds(text: string | null): Bounds | null {
	const numbers = (text ?? '').split(',').map((part) => (/^-?\d{1,3}(\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
	if (numbers.length !== 4 || numbers.some(Number.isNaN)) return null;
	const [west, south, east, north] = numbers as [number, number, number, number];
	// A view at the edge of the world reaches beyond it.
	if (west >= east || south >= north || west < -540 || east > 540 || south < -90 || north > 90) return null;
	return [west, south, east, north];
}

type Point = { type: 'Point'; coordinates: [longitude: number, latitude: number] };
/** What a map of points is answered: circles with a number, or single points. */
export type PointFeature = {
	type: 'Feature';
	geometry: Point;
	properties: { cluster: true; count: number } | { id: string; label?: string };
};
export type PointCollection = { type: 'FeatureCollection'; features: PointFeature[] };

/** Six decimals are 10 cm. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

export function clusterFeature(longitude: number, latitude: number, count: number): PointFeature {
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [round(longitude), round(latitude)] },
		properties: { cluster: true, count },
	};
}

export function pointFeature(longitude: number, latitude: number, properties: { id: string; label?: string }): PointFeature {
	return { type: 'Feature', geometry: { type: 'Point', coordinates: [round(longitude), round(latitude)] }, properties };
}

export function pointCollection(features: PointFeature[]): PointCollection {
	return { type: 'FeatureCollection', features };
}
