/** Which people somebody wants to see, and in what order: the shape of an address such as `/people?q=zoe&ageFrom=18`. */
import * as v from 'valibot';
import type { Basis, Gender, PersonId } from './person.ts';

export interface PersonFilters {
	text?: string | undefined;
	/** The area and whatever lies in it. */
	areaId?: string | undefined;
	stationId?: string | undefined;
	/** Years, both included. */
	ageFrom?: number | undefined;
	ageTo?: number | undefined;
}

export const personSorts = ['name', '-name', 'age', '-age', 'added'] as const;
/** `age` youngest first, `-age` oldest first, `added` newest first; unknown ages come last. */
export type PersonSort = (typeof personSorts)[number];

/** What a page shows without a script: more than a screen of a desk. The table asks for more as it is scrolled. */
export const FIRST_PAGE_ROWS = 20;

export interface PersonQuery extends PersonFilters {
	/** Left out: the best match first where a text is given, else by name. */
	sort?: PersonSort | undefined;
	offset?: number | undefined;
	/** 1 to 500. */
	limit?: number | undefined;
}

/** One line of a list. '' is «not known». */
export interface PersonRow {
	personId: PersonId;
	givenName: string;
	familyName: string;
	birthDate: string | null;
	birthYear: number | null;
	gender: Gender | null;
	basis: Basis;
	addressLine: string;
	place: string;
	stationName: string;
	hasEmail: boolean;
	hasPhone: boolean;
}

/** What a list can be narrowed to. */
export interface PlaceChoices {
	areas: { id: string; name: string }[];
	stations: { id: string; name: string }[];
}

const uuid = v.pipe(v.string(), v.toLowerCase(), v.uuid());
const years = v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.maxValue(125));
const whole = (most: number) => v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.maxValue(most));
const longestText = 200;

const fields = {
	text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestText)),
	areaId: uuid,
	stationId: uuid,
	ageFrom: years,
	ageTo: years,
	sort: v.picklist(personSorts),
	offset: whole(100_000_000),
	limit: v.pipe(whole(500), v.minValue(1)),
};

/** Reads the parameters of an address; what makes no sense is left out, as if it had not been said. */
export function readPersonQuery(parameters: URLSearchParams): PersonQuery {
	const query: Record<string, unknown> = {};
	for (const [name, schema] of Object.entries(fields)) {
		const given = parameters.get(name === 'text' ? 'q' : name);
		const read = given === null ? null : v.safeParse(schema, given);
		if (read?.success) query[name] = read.output;
	}
	return query;
}

/** The address of a query; `readPersonQuery` reads it back. */
export function writePersonQuery(query: PersonQuery): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const name of Object.keys(fields) as (keyof typeof fields)[]) {
		const value = query[name];
		if (value !== undefined && value !== '') parameters.set(name === 'text' ? 'q' : name, String(value));
	}
	return parameters;
}

/** The names of the filters in use, for the trace that a read leaves: what was typed stays out of the log. */
export function namesOfFilters(filters: PersonFilters): string[] {
	return (['text', 'areaId', 'stationId', 'ageFrom', 'ageTo'] as const).filter((name) => filters[name] !== undefined);
}
