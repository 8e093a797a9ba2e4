/** What other rooms and the pages ask of places. */
import type { Reader } from '#server/database.ts';
import type { Area } from '../area.ts';
import { type Bounds, FIRST_ZOOM_WITHOUT_CLUSTERS, gridCell, MOST_CELLS, type PointCollection, pointCollection } from '../map-grid.ts';
import type { StationResult } from '../station.ts';
import { selectAddressClusters, selectAddressPoints } from './map-store.ts';
import {
	countAddresses,
	type FoundAddress,
	type StationOnMap,
	selectAddresses,
	selectAreas,
	selectResults,
	selectStations,
} from './store.ts';

export type { FoundAddress, StationOnMap };

/** Addresses by `addressMatchKey`, in one query for up to 5,000 keys; what is not known is missing from the answer. */
export function findAddresses(reader: Reader, matchKeys: readonly string[]): Promise<Map<string, FoundAddress>> {
	return matchKeys.length === 0 ? Promise.resolve(new Map()) : selectAddresses(reader, matchKeys);
}

/** Every area, by kind and name, without its boundary. */
export function findAreas(reader: Reader): Promise<Area[]> {
	return selectAreas(reader);
}

/** Every polling station, with the ground it votes for where that is known. */
export function findStationsWithBoundary(reader: Reader): Promise<StationOnMap[]> {
	return selectStations(reader);
}

/** Past results of every station, the newest election and round first. */
export function findStationResults(reader: Reader): Promise<StationResult[]> {
	return selectResults(reader);
}

/** How many addresses the node knows, whole and by area. */
export function countKnownAddresses(reader: Reader): Promise<{ areas: Map<string, number>; total: number }> {
	return countAddresses(reader);
}

/** Addresses for a map of that ground: clusters from afar, each one from close by. */
export async function findAddressPoints(reader: Reader, bounds: Bounds, zoom: number): Promise<PointCollection> {
	if (zoom < FIRST_ZOOM_WITHOUT_CLUSTERS) return pointCollection(await selectAddressClusters(reader, bounds, gridCell(zoom, bounds)));
	const points = await selectAddressPoints(reader, bounds, MOST_CELLS + 1);
	// A small zoom on a wide wall shows more than a map can bear.
	if (points.length > MOST_CELLS) return pointCollection(await selectAddressClusters(reader, bounds, gridCell(zoom, bounds)));
	return pointCollection(points);
}
