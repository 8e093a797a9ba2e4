/** What other rooms and the pages ask of places. */
import type { Reader } from '#server/database.ts';
import type { Area } from '../area.ts';
import { type FoundAddress, selectAddresses, selectAreas } from './store.ts';

export type { FoundAddress };

/** Addresses by `addressMatchKey`, in one query for up to 5,000 keys; what is not known is missing from the answer. */
export function findAddresses(reader: Reader, matchKeys: readonly string[]): Promise<Map<string, FoundAddress>> {
	return matchKeys.length === 0 ? Promise.resolve(new Map()) : selectAddresses(reader, matchKeys);
}

/** Every area, by kind and name, without its boundary. */
export function findAreas(reader: Reader): Promise<Area[]> {
	return selectAreas(reader);
}
