/** The map that moves: MapLibre, loaded only where a page shows a map and the browser can draw one. */
import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import {
	addProtocol,
	type GeoJSONSource,
	type LayerSpecification,
	Map as LibreMap,
	type StyleSpecification,
	setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { Protocol } from 'pmtiles';
import { type AreaCollection, type BaseMap, type Bounds, fillTemplate, type MapView, type Pick, type PointCollection } from './base-map.ts';
import { AREAS, areaLayers, POINT_LAYERS, POINTS, pointLayers } from './data-style.ts';
import { readPalette } from './palette.ts';
import { regionLayers, regionSources } from './region-style.ts';
import { townLayers, townSources } from './town-style.ts';

export type EngineOptions = {
	container: HTMLElement;
	baseMap: BaseMap;
	view: MapView;
	/** To be shown whole at the start, whatever shape the frame has. */
	bounds?: Bounds;
	locale: string;
	/** Said by the map itself: what to do with wheel, finger and keyboard. */
	phrases: { label: string; wheel: string; wheelMac: string; fingers: string };
	pointsUrl?: string;
	areas?: AreaCollection;
	onpick?: (pick: Pick) => void;
	onmove?: (view: MapView, bounds: Bounds) => void;
};

export type Engine = {
	zoomBy(steps: number): void;
	look(bounds: Bounds): void;
	/** Reads the colours of the page again. */
	repaint(): void;
	setAreas(areas: AreaCollection | undefined): void;
	setPointsUrl(url: string | undefined): void;
	close(): void;
};

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
let prepared = false;

function prepare(): void {
	if (prepared) return;
	prepared = true;
	setWorkerUrl(new URL(workerUrl, location.href).href);
	addProtocol('pmtiles', new Protocol().tile);
}

/** Resolves when the map has drawn its ground. @throws when the browser cannot draw it. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
	prepare();
	const { container, view, phrases } = options;
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	let areas = options.areas;
	const map = new LibreMap({
		container,
		style: composeStyle(options, areas),
		center: [view.longitude, view.latitude],
		zoom: view.zoom,
		...(options.bounds && { bounds: [...options.bounds] as [number, number, number, number], fitBoundsOptions: { padding: 12 } }),
		minZoom: 0,
		maxZoom: 20,
		attributionControl: false,
		cooperativeGestures: true,
		dragRotate: false,
		pitchWithRotate: false,
		touchPitch: false,
		fadeDuration: calm ? 0 : 150,
		locale: {
			'Map.Title': phrases.label,
			'CooperativeGesturesHandler.WindowsHelpText': phrases.wheel,
			'CooperativeGesturesHandler.MacHelpText': phrases.wheelMac,
			'CooperativeGesturesHandler.MobileHelpText': phrases.fingers,
		},
	});
	map.touchZoomRotate.disableRotation();
	map.keyboard.disableRotation();
	const points = followPoints(map, options.pointsUrl);
	listenForPicks(map, options.onpick, calm);
	map.on('moveend', () => options.onmove?.(viewOfMap(map), boundsOfMap(map)));
	await new Promise<void>((resolve, reject) => {
		map.once('load', () => resolve());
		map.once('error', ({ error }) => reject(error));
	}).catch((fault) => {
		// A tile that fails leaves a hole; only a map that never began is a failure.
		if (!map.getCanvas()) throw fault;
	});
	return {
		zoomBy: (steps) => map.easeTo({ zoom: map.getZoom() + steps, animate: !calm }),
		look: ([west, south, east, north]) => map.fitBounds([west, south, east, north], { padding: 24, animate: !calm }),
		repaint: () => {
			map.setStyle(composeStyle(options, areas));
			void points.refresh();
		},
		setAreas: (next) => {
			areas = next;
			(map.getSource(AREAS) as GeoJSONSource | undefined)?.setData((next as FeatureCollection | undefined) ?? nothing);
		},
		setPointsUrl: points.setUrl,
		close: () => {
			points.stop();
			map.remove();
		},
	};
}

function composeStyle({ baseMap, container, locale }: EngineOptions, areas: AreaCollection | undefined): StyleSpecification {
	const colour = readPalette(container);
	const region = regionLayers(baseMap.regions, colour);
	const town = townLayers(baseMap, colour, { seeThrough: (areas?.features.length ?? 0) > 0 });
	const layers: LayerSpecification[] = [
		{ id: 'paper', type: 'background', paint: { 'background-color': colour('earth') } },
		...region.surfaces,
		...town.surfaces,
		...areaLayers(colour),
		...region.ground,
		...town.ground,
		...region.words,
		...town.words,
		...pointLayers(colour, locale),
	];
	return {
		version: 8,
		sources: {
			...regionSources(baseMap.regions, location.origin),
			...townSources(baseMap, location.origin),
			[AREAS]: { type: 'geojson', data: (areas as FeatureCollection | undefined) ?? nothing },
			[POINTS]: { type: 'geojson', data: nothing },
		},
		layers,
	};
}

/** Keeps the points of the view on the map: asked for anew after every move, the answer to an older question is dropped. */
function followPoints(map: LibreMap, first: string | undefined) {
	let url = first;
	let asking = new AbortController();
	const show = (data: FeatureCollection) => (map.getSource(POINTS) as GeoJSONSource | undefined)?.setData(data);
	async function refresh(): Promise<void> {
		asking.abort();
		if (url === undefined) {
			show(nothing);
			return;
		}
		asking = new AbortController();
		const { signal } = asking;
		try {
			const answer = await fetch(fillTemplate(url, widen(boundsOfMap(map)), map.getZoom()), {
				signal,
				headers: { accept: 'application/geo+json' },
			});
			if (!answer.ok) return;
			const found = (await answer.json()) as PointCollection;
			if (!signal.aborted) show(found);
		} catch (fault) {
			// Offline or superseded: what is on the map stays.
			if (!(fault instanceof TypeError) && (fault as Error).name !== 'AbortError') throw fault;
		}
	}
	map.on('load', refresh);
	map.on('moveend', refresh);
	return {
		refresh,
		stop: () => asking.abort(),
		setUrl: (next: string | undefined) => {
			url = next;
			void refresh();
		},
	};
}

/** A bit of ground around the view, so that small moves show no gap. */
function widen([west, south, east, north]: Bounds): Bounds {
	const [x, y] = [(east - west) * 0.15, (north - south) * 0.15];
	return [Math.max(-540, west - x), Math.max(-90, south - y), Math.min(540, east + x), Math.min(90, north + y)];
}

function listenForPicks(map: LibreMap, onpick: EngineOptions['onpick'], calm: boolean): void {
	map.on('click', (event) => {
		const reach = 6;
		const { x, y } = event.point;
		const [top] = map.queryRenderedFeatures(
			[
				[x - reach, y - reach],
				[x + reach, y + reach],
			],
			{ layers: [...POINT_LAYERS] },
		);
		if (top?.properties.count !== undefined && top.geometry.type === 'Point') {
			map.easeTo({ center: top.geometry.coordinates as [number, number], zoom: Math.min(18, map.getZoom() + 2), animate: !calm });
			return;
		}
		if (top) {
			onpick?.({ kind: 'point', id: String(top.properties.id) });
			return;
		}
		const [area] = map.queryRenderedFeatures(event.point, { layers: ['data-area'] });
		if (area) onpick?.({ kind: 'area', id: String(area.properties.id) });
	});
	for (const layer of [...POINT_LAYERS, ...(onpick ? ['data-area'] : [])]) {
		map.on('mouseenter', layer, () => {
			map.getCanvas().style.cursor = 'pointer';
		});
		map.on('mouseleave', layer, () => {
			map.getCanvas().style.cursor = '';
		});
	}
}

function viewOfMap(map: LibreMap): MapView {
	const { lng, lat } = map.getCenter();
	return { longitude: lng, latitude: lat, zoom: map.getZoom() };
}

function boundsOfMap(map: LibreMap): Bounds {
	const bounds = map.getBounds();
	return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}
