/** What one can do with places. Everything here is a public fact: no person is named in any of these tables. */
import type { Writer } from '#server/database.ts';
import type { AreaId, NewArea } from '../area.ts';
import type { NewStation, StationId } from '../station.ts';
import { selectOrInsertAreas, selectOrInsertStations } from './store.ts';

/** Areas by `areaKey`; those that were missing are made. A known area keeps its name. */
export function findOrCreateAreas(writer: Writer, areas: readonly NewArea[]): Promise<Map<string, AreaId>> {
	return selectOrInsertAreas(writer, areas);
}

/** Stations by `stationKey`; those that were missing are made. A known station keeps its name. */
export function findOrCreateStations(writer: Writer, stations: readonly NewStation[]): Promise<Map<string, StationId>> {
	return selectOrInsertStations(writer, stations);
}
