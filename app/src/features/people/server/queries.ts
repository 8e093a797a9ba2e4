/** What pages, the command line and other rooms ask of people. Every answer with a person in it leaves a trace. */
import type { Reader } from '#server/database.ts';
import type { PersonFile } from '../person-file.ts';
import {
	FIRST_PAGE_ROWS,
	namesOfFilters,
	type PersonFilters,
	type PersonQuery,
	type PersonRow,
	type PlaceChoices,
} from '../person-query.ts';
import { readSearch } from '../search.ts';
import { seesEverybody } from './store/filter-people.ts';
import { type BoundingBox, type MapFeatures, selectMapFeatures, selectPlacesOf } from './store/map-people.ts';
import { selectPlaceChoices } from './store/place-choices.ts';
import {
	countUpTo,
	estimateCount,
	sampleCount,
	searchPeople,
	selectPeople,
	selectPersonFile,
	selectSimilarPeople,
	walkPeople,
} from './store/read-people.ts';

export interface Count {
	total: number;
	/** True above 100,000, and for words that more than 10,000 people have. */
	isEstimate: boolean;
	/** Milliseconds since 1970. */
	countedAt: number;
}

export interface PeopleList extends Count {
	rows: PersonRow[];
	/** `similar`: nothing matched as typed; these are one letter away. */
	spelling: 'exact' | 'similar';
}

const EXACT_UP_TO = 100_000;
/** What more people have is no search yet: by name and estimated it takes 6 ms for 60,000 people, by rank and counted 86. */
const RANKED_UP_TO = 10_000;
const MOST_ROWS = 500;

/**
 * One window of people, best match first where a text is given, else by name. `countMaxAgeSeconds` allows a count of that
 * age, told in `countedAt` (default 0: counted now).
 */
export async function listPeople(reader: Reader, query: PersonQuery, options: { countMaxAgeSeconds?: number } = {}): Promise<PeopleList> {
	const list = await findWindow(reader, query, options.countMaxAgeSeconds ?? 0);
	reader.trace({ event: 'people.listed', personIds: list.rows.map((row) => row.personId), detail: { filters: namesOfFilters(query) } });
	return list;
}

async function findWindow(reader: Reader, query: PersonQuery, maxAgeSeconds: number): Promise<PeopleList> {
	const offset = query.offset ?? 0;
	const limit = Math.min(query.limit ?? FIRST_PAGE_ROWS, MOST_ROWS);
	const search = query.text === undefined ? null : readSearch(query.text);
	if (!search) {
		const rows = await selectPeople(reader, query, { sort: query.sort ?? 'name', offset, limit });
		return { rows, spelling: 'exact', ...(await countPeople(reader, query, maxAgeSeconds)) };
	}
	const expected = seesEverybody(reader) ? await sampleCount(reader, query) : 0;
	if (expected > RANKED_UP_TO) {
		const rows = await walkPeople(reader, query, { sort: query.sort ?? 'name', offset, limit });
		return { rows, total: expected, isEstimate: true, countedAt: Date.now(), spelling: 'exact' };
	}
	const found = await searchPeople(reader, { search, filters: query }, { sort: query.sort ?? 'best', offset, limit });
	const counted = { isEstimate: false, countedAt: Date.now() };
	if (found.rows.length > 0) return { ...found, ...counted, spelling: 'exact' };
	const total = offset > 0 ? await countUpTo(reader, query, EXACT_UP_TO) : 0;
	if (total > 0 || hasOtherFilters(query)) return { rows: [], total, ...counted, spelling: 'exact' };
	const similar = await selectSimilarPeople(reader, search, limit);
	return { ...similar, ...(offset > 0 && { rows: [] }), ...counted, spelling: similar.total > 0 ? 'similar' : 'exact' };
}

function hasOtherFilters(filters: PersonFilters): boolean {
	return namesOfFilters(filters).some((name) => name !== 'text');
}

const counts = new Map<string, Count>();
const MOST_COUNTS = 500;

export async function countPeople(reader: Reader, filters: PersonFilters, maxAgeSeconds: number): Promise<Count> {
	// One sight, one count: a narrower scope's numbers are its own.
	const sight = reader.scope.kind === 'scoped' ? reader.scope.accountId : reader.scope.kind === 'nobody' ? 'nobody' : 'whole';
	const { areaId, stationId, ageFrom, ageTo } = filters;
	const key = JSON.stringify([sight, areaId, stationId, ageFrom, ageTo]);
	const known = counts.get(key);
	// «Nobody yet» is never remembered: whoever has just imported a file would read it.
	if (known && known.total > 0 && Date.now() - known.countedAt < maxAgeSeconds * 1000) return known;
	const counted = await countUpTo(reader, filters, EXACT_UP_TO);
	const isEstimate = counted > EXACT_UP_TO;
	const total = isEstimate ? Math.max(counted, await estimateCount(reader, filters)) : counted;
	const count = { total, isEstimate, countedAt: Date.now() };
	counts.delete(key);
	if (counts.size >= MOST_COUNTS) counts.delete(counts.keys().next().value as string);
	counts.set(key, count);
	return count;
}

let choices: { read: PlaceChoices; readAt: number } | null = null;
const CHOICES_LAST_MILLISECONDS = 30_000;

/** Areas and polling stations to narrow a list to, at most 30 seconds old: they are the same for everybody. */
export async function findPlaceChoices(reader: Reader): Promise<PlaceChoices> {
	// What is missing is not remembered: the first import brings it.
	const isWhole = choices && choices.read.areas.length > 0 && choices.read.stations.length > 0;
	if (!choices || !isWhole || Date.now() - choices.readAt > CHOICES_LAST_MILLISECONDS) {
		choices = { read: await selectPlaceChoices(reader), readAt: Date.now() };
	}
	return choices.read;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Everything on one person; null when there is none in the reader's sight, whether or not one exists. */
export async function readPerson(reader: Reader, personId: string): Promise<PersonFile | null> {
	if (!UUID.test(personId)) return null;
	const file = await selectPersonFile(reader, personId);
	if (file) reader.trace({ event: 'person.read', personIds: [file.personId], detail: {} });
	return file;
}

/**
 * The people of a part of the map as GeoJSON, near ones drawn together: at most 2,000 features. `zoom` as MapLibre counts
 * (0 shows the world on 512 pixels).
 */
export async function findOnMap(reader: Reader, asked: { bbox: BoundingBox; zoom: number; filters: PersonFilters }): Promise<MapFeatures> {
	const features = await selectMapFeatures(reader, asked);
	const personIds = features.features.flatMap(({ properties }) => ('id' in properties ? [properties.id] : []));
	const count = features.features.reduce((sum, { properties }) => sum + ('count' in properties ? properties.count : 1), 0);
	reader.trace({ event: 'people.mapped', personIds, detail: { count } });
	return features;
}

/** Where one person lives, as GeoJSON; empty when there is no such person in the reader's sight. */
export async function findPlacesOf(reader: Reader, personId: string): Promise<MapFeatures> {
	const places = UUID.test(personId)
		? await selectPlacesOf(reader, personId)
		: ({ type: 'FeatureCollection', features: [] } satisfies MapFeatures);
	if (places.features.length > 0) reader.trace({ event: 'people.mapped', personIds: [personId], detail: { count: 1 } });
	return places;
}
