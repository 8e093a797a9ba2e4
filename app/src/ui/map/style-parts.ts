/** Shorthand for the layers of our style. Widths are px at a zoom; between the zooms they grow as the ground does. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';

export type Where = { id: string; source: string; layer?: string; filter?: FilterSpecification; minzoom?: number; maxzoom?: number };

type Base = { id: string; source: string; 'source-layer'?: string; filter?: FilterSpecification; minzoom?: number; maxzoom?: number };

function base({ id, source, layer, filter, minzoom, maxzoom }: Where): Base {
	return {
		id,
		source,
		...(layer !== undefined && { 'source-layer': layer }),
		...(filter !== undefined && { filter }),
		...(minzoom !== undefined && { minzoom }),
		...(maxzoom !== undefined && { maxzoom }),
	};
}

export type Stops = readonly (readonly [zoom: number, value: number])[];

export function grow(stops: Stops): ExpressionSpecification {
	return ['interpolate', ['exponential', 1.6], ['zoom'], ...stops.flat()] as ExpressionSpecification;
}

export function fill(
	where: Where,
	colour: string,
	more: { edge?: string; opacity?: number | ExpressionSpecification } = {},
): LayerSpecification {
	return {
		...base(where),
		type: 'fill',
		paint: {
			'fill-color': colour,
			...(more.edge !== undefined && { 'fill-outline-color': more.edge }),
			...(more.opacity !== undefined && { 'fill-opacity': more.opacity }),
		},
	};
}

export function line(
	where: Where,
	colour: string,
	width: Stops,
	more: { dash?: number[]; flat?: boolean; opacity?: number } = {},
): LayerSpecification {
	return {
		...base(where),
		type: 'line',
		layout: { 'line-cap': more.flat ? 'butt' : 'round', 'line-join': 'round' },
		paint: {
			'line-color': colour,
			'line-width': grow(width),
			...(more.dash && { 'line-dasharray': more.dash }),
			...(more.opacity !== undefined && { 'line-opacity': more.opacity }),
		},
	};
}

/** A ribbon with an edge: the edge first, under every other ribbon of the same layer. */
export function ribbon(
	where: Where,
	colours: { fill: string; edge: string },
	width: Stops,
	edgePx = 1.2,
): { edge: LayerSpecification; fill: LayerSpecification } {
	return {
		edge: line(
			{ ...where, id: `${where.id}-edge` },
			colours.edge,
			width.map(([zoom, px]) => [zoom, px + 2 * edgePx] as const),
		),
		fill: line(where, colours.fill, width),
	};
}

const FONT = ['Atkinson Hyperlegible Next', 'sans-serif'];
/** The first family only says the weight: no such family exists, so the next one draws. */
const FONT_MEDIUM = ['Groundswell Medium', ...FONT];
const FONT_ITALIC = ['Groundswell Italic', ...FONT];

export type Words = {
	colour: string;
	halo: string;
	size: Stops;
	along?: boolean;
	weight?: 'medium' | 'italic';
	capitals?: boolean;
	apart?: number;
	/** Under its point instead of on it. */
	below?: boolean;
	/** Lower numbers are placed first. */
	rank?: ExpressionSpecification;
};

export function words(where: Where, { colour, halo, size, along, weight, capitals, below, apart, rank }: Words): LayerSpecification {
	return {
		...base(where),
		type: 'symbol',
		layout: {
			'text-field': ['coalesce', ['get', 'name'], ''],
			'text-font': weight === 'medium' ? FONT_MEDIUM : weight === 'italic' ? FONT_ITALIC : FONT,
			'text-size': ['interpolate', ['linear'], ['zoom'], ...size.flat()] as ExpressionSpecification,
			'text-max-width': 8,
			'text-padding': 4,
			...(along && { 'symbol-placement': 'line', 'symbol-spacing': apart ?? 320, 'text-max-angle': 35 }),
			...(capitals && { 'text-transform': 'uppercase', 'text-letter-spacing': 0.09 }),
			...(below && { 'text-anchor': 'top', 'text-offset': [0, 0.5] }),
			...(rank && { 'symbol-sort-key': rank }),
		},
		paint: { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 },
	};
}

export function kindIs(...kinds: string[]): FilterSpecification {
	return ['in', ['get', 'kind'], ['literal', kinds]];
}

export function kindIsNot(...kinds: string[]): FilterSpecification {
	return ['!', ['in', ['coalesce', ['get', 'kind'], ''], ['literal', kinds]]];
}
