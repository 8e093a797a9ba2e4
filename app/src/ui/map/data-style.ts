/** What is laid over the ground: shaded areas and points, one or many in a place. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { type Palette, SHADES } from './palette.ts';

export const AREAS = 'data-areas';
export const POINTS = 'data-points';
export const POINT_LAYERS = ['data-cluster', 'data-point'] as const;

export function areaLayers(colour: Palette): LayerSpecification[] {
	const steps = Array.from({ length: SHADES - 1 }, (_, at) => [(at + 1) / SHADES, colour(`shade-${at + 1}`)]).flat();
	const shade = ['case', ['==', ['get', 'share'], null], colour('unknown'), ['step', ['get', 'share'], colour('shade-0'), ...steps]];
	return [
		{ id: 'data-area', source: AREAS, type: 'fill', paint: { 'fill-color': shade as ExpressionSpecification, 'fill-opacity': 0.72 } },
		{ id: 'data-area-edge', source: AREAS, type: 'line', paint: { 'line-color': colour('halo'), 'line-width': 1.6 } },
	];
}

/** Area, not radius, grows with the number, within what a finger can hit and a map can bear. */
const radius: ExpressionSpecification = [
	'interpolate',
	['linear'],
	['sqrt', ['get', 'count']],
	1,
	11,
	4,
	14,
	10,
	19,
	32,
	26,
	100,
	34,
	1000,
	44,
];

export function pointLayers(colour: Palette, locale: string): LayerSpecification[] {
	const halo = { 'circle-stroke-color': colour('halo'), 'circle-stroke-width': 2 };
	return [
		{
			id: 'data-cluster-glow',
			source: POINTS,
			type: 'circle',
			filter: ['has', 'count'],
			paint: { 'circle-radius': ['+', radius, 6], 'circle-color': colour('cluster'), 'circle-opacity': 0.22 },
		},
		{
			id: 'data-cluster',
			source: POINTS,
			type: 'circle',
			filter: ['has', 'count'],
			paint: { 'circle-radius': radius, 'circle-color': colour('cluster'), 'circle-opacity': 0.94, ...halo },
		},
		{
			id: 'data-count',
			source: POINTS,
			type: 'symbol',
			filter: ['has', 'count'],
			layout: {
				'text-field': ['number-format', ['get', 'count'], { locale, 'max-fraction-digits': 0 }],
				'text-font': ['Groundswell Bold', 'Atkinson Hyperlegible Next', 'sans-serif'],
				'text-size': 13,
				'text-allow-overlap': true,
				'text-ignore-placement': true,
			},
			paint: { 'text-color': colour('on-cluster') },
		},
		{
			id: 'data-point',
			source: POINTS,
			type: 'circle',
			filter: ['!', ['has', 'count']],
			paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 4, 16, 6, 19, 9], 'circle-color': colour('point'), ...halo },
		},
	];
}
