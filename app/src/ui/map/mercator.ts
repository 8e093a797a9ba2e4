/** Web Mercator on tiles of 512 px, as MapLibre counts zoom. Pixels grow right and down from the world's north-west corner. */
import type { Bounds, MapView } from './base-map.ts';

export const TILE_PX = 512;
const HIGHEST_LATITUDE = 85.0511287798066;
const radians = Math.PI / 180;

export type Pixel = readonly [x: number, y: number];
export type Size = { width: number; height: number };

export function toPixel(longitude: number, latitude: number, zoom: number): Pixel {
	const world = TILE_PX * 2 ** zoom;
	const clamped = Math.max(-HIGHEST_LATITUDE, Math.min(HIGHEST_LATITUDE, latitude));
	return [((longitude + 180) / 360) * world, ((1 - Math.asinh(Math.tan(clamped * radians)) / Math.PI) / 2) * world];
}

export function fromPixel([x, y]: Pixel, zoom: number): { longitude: number; latitude: number } {
	const world = TILE_PX * 2 ** zoom;
	return { longitude: (x / world) * 360 - 180, latitude: Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / world))) / radians };
}

/** The ground that a picture of that size shows. */
export function boundsOf(view: MapView, { width, height }: Size): Bounds {
	const [x, y] = toPixel(view.longitude, view.latitude, view.zoom);
	const northWest = fromPixel([x - width / 2, y - height / 2], view.zoom);
	const southEast = fromPixel([x + width / 2, y + height / 2], view.zoom);
	return [northWest.longitude, southEast.latitude, southEast.longitude, northWest.latitude];
}

/** The closest view that shows all of `bounds` with a margin. */
export function viewOf(bounds: Bounds, { width, height }: Size, marginPx = 16): MapView {
	const [left, top] = toPixel(bounds[0], bounds[3], 0);
	const [right, bottom] = toPixel(bounds[2], bounds[1], 0);
	const fit = Math.min((width - 2 * marginPx) / Math.max(right - left, 1e-9), (height - 2 * marginPx) / Math.max(bottom - top, 1e-9));
	const centre = fromPixel([(left + right) / 2, (top + bottom) / 2], 0);
	return { ...centre, zoom: Math.max(0, Math.min(18, Math.log2(fit))) };
}

/** The view after a step of so many pixels right and down, or one zoom in or out. */
export function moveView(view: MapView, { right = 0, down = 0, zoom = 0 }: { right?: number; down?: number; zoom?: number }): MapView {
	const [x, y] = toPixel(view.longitude, view.latitude, view.zoom);
	const centre = fromPixel([x + right, y + down], view.zoom);
	return { ...centre, zoom: Math.max(0, Math.min(20, view.zoom + zoom)) };
}

/** `14.2/47.30001/-7.20003`: zoom, latitude, longitude, as it stands in an address. */
export function writeView({ zoom, latitude, longitude }: MapView): string {
	return `${Number(zoom.toFixed(2))}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
}

/** Null for anything that is not a view on this earth. */
export function readView(text: string | null): MapView | null {
	const match = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(text ?? '');
	if (!match) return null;
	const [zoom, latitude, longitude] = match.slice(1).map(Number) as [number, number, number];
	return zoom <= 22 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom, latitude, longitude } : null;
}
