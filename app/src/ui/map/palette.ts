/** The colours of map.css, for a map that is not drawn by CSS. */
export const MAP_COLOURS = [
	...['earth', 'built', 'field', 'park', 'wood', 'sport', 'water', 'shore', 'street', 'street-edge', 'main', 'main-edge', 'path', 'rail'],
	...['building', 'building-edge', 'tower', 'border', 'ink', 'ink-soft', 'ink-water', 'ink-park', 'halo', 'point', 'cluster', 'on-cluster'],
	...['shade-0', 'shade-1', 'shade-2', 'shade-3', 'shade-4', 'unknown'],
] as const;

export type Palette = (name: string) => string;

/** Reads the colours that the page has now: they change with the theme. */
export function readPalette(element: Element): Palette {
	const style = getComputedStyle(element);
	const colours = new Map<string, string>(MAP_COLOURS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
	return (name) => colours.get(name) || '#888888';
}

/** Steps of the shading of areas, from little to much; `share` is 0 to 1. */
export const SHADES = 5;
export function shadeOf(share: number): number {
	return Math.max(0, Math.min(SHADES - 1, Math.floor(share * SHADES)));
}
