/** The ground as the map asks for it: whole layers ready to send, and what lies in a view. Kept until a feature changes. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Reader } from '#server/database.ts';
import type { Bounds } from '../map-grid.ts';
import { boundsMeet, boundsOfGeometry, joinBounds, type MapFeature, type MapLayer } from '../map-layer.ts';
import { selectFeatures, stampOfFeatures, summariseAddresses } from './map-store.ts';

/** What the demo town's rows carry as source: invented, so nobody is to be credited. */
export const DEMO_SOURCE = 'demo';
export const BANO = 'BANO';
const BANO_ATTRIBUTION = 'Addresses: source BANO, ODbL, © OpenStreetMap contributors';

type Placed = { feature: MapFeature; bounds: Bounds };
export type GroundBody = { etag: string; json: Buffer; gzip: Buffer };
type Layer = { placed: Placed[]; body: GroundBody };

export type Ground = {
	stamp: string;
	layers: ReadonlyMap<MapLayer, Layer>;
	bounds: Bounds | null;
	attributions: string[];
};

export type AddressGround = { attributions: string[]; bounds: Bounds | null };

let keptAddresses: { ground: AddressGround; checkedAt: number } | null = null;
const COUNT_ADDRESSES_EVERY_MS = 60_000;

/** Where the addresses lie and whom to credit for them, as of the last minute. */
export async function readAddressGround(reader: Reader, now = Date.now()): Promise<AddressGround> {
	if (keptAddresses && now - keptAddresses.checkedAt < COUNT_ADDRESSES_EVERY_MS) return keptAddresses.ground;
	const { sources, bounds } = await summariseAddresses(reader);
	keptAddresses = { ground: { attributions: creditAddresses(sources), bounds }, checkedAt: now };
	return keptAddresses.ground;
}

/** BANO says of each address where it has it from; all of it is one source to credit. */
export function creditAddresses(sources: readonly string[]): string[] {
	const named = sources.filter((source) => source !== DEMO_SOURCE);
	return [...new Set(named.map((source) => (source.startsWith(BANO) ? BANO_ATTRIBUTION : source)))].sort();
}

let kept: { ground: Ground; checkedAt: number } | null = null;
/** How old the check may be that nothing changed. */
const CHECK_EVERY_MS = 2000;

/** The ground as it is now, give or take two seconds. */
export async function readGround(reader: Reader, now = Date.now()): Promise<Ground> {
	if (kept && now - kept.checkedAt < CHECK_EVERY_MS) return kept.ground;
	const stamp = await stampOfFeatures(reader);
	const ground = kept?.ground.stamp === stamp ? kept.ground : await loadGround(reader, stamp);
	kept = { ground, checkedAt: now };
	return ground;
}

async function loadGround(reader: Reader, stamp: string): Promise<Ground> {
	const grouped = new Map<MapLayer, Placed[]>();
	const sources = new Set<string>();
	for (const { layer, source, feature } of await selectFeatures(reader)) {
		const placed = grouped.get(layer) ?? [];
		placed.push({ feature, bounds: boundsOfGeometry(feature.geometry) });
		grouped.set(layer, placed);
		if (source !== DEMO_SOURCE) sources.add(source);
	}
	// Rivers and railways come from afar and lead far away: a map opens on what lies between.
	const settled = [...grouped].filter(([layer]) => layer !== 'water' && layer !== 'rail').flatMap(([, placed]) => placed);
	return {
		stamp,
		layers: new Map([...grouped].map(([layer, placed]) => [layer, { placed, body: writeBody(placed.map(({ feature }) => feature)) }])),
		bounds: joinBounds(settled.map(({ bounds }) => bounds)),
		attributions: [...sources].sort(),
	};
}

export function writeBody(features: readonly unknown[]): GroundBody {
	const json = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
	return { json, gzip: gzipSync(json), etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"` };
}

/** The features of a layer whose surroundings meet the view; all of them without one. */
export function featuresWithin(ground: Ground, layer: MapLayer, view: Bounds | null): MapFeature[] {
	const placed = ground.layers.get(layer)?.placed ?? [];
	return placed.filter(({ bounds }) => view === null || boundsMeet(bounds, view)).map(({ feature }) => feature);
}
