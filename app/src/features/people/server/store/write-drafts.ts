/** Writes one batch of planned rows: a few statements, each for all rows of the batch. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Writer } from '#server/database.ts';
import type { PersonDraft } from '../../import/person-draft.ts';
import { type PersonFields, planRow, type RowPlan, searchTextOf, sortName } from '../../import/plan-row.ts';
import { type Location, locateDrafts } from '../import/locate-drafts.ts';
import { findKnownPeople, identifierKey } from './known-people.ts';
import { type Column, insertColumns, unnestColumns } from './write-columns.ts';

export type BatchResult = {
	created: string[];
	updated: string[];
	unchanged: number /** Lines whose identifier belongs to somebody else. */;
	refused: number[];
};
/** `importId`: null for the demo town. */
export type ImportOrigin = { importId: string | null; sourceId: string; now: Date };

type Created = Extract<RowPlan, { kind: 'create' }> & { personId: string };
type Updated = Extract<RowPlan, { kind: 'update' }>;

/** A row that names somebody whom an earlier row of the batch names must see what that row did: it comes in a later wave. */
export function cutIntoWaves(drafts: readonly PersonDraft[]): PersonDraft[][] {
	const waves: PersonDraft[][] = [];
	const rounds = new Map<string, number>();
	for (const draft of drafts) {
		const keys = draft.identifiers.map(({ system, value }) => identifierKey(system, value));
		const wave = Math.max(0, ...keys.map((key) => rounds.get(key) ?? 0));
		for (const key of keys) rounds.set(key, wave + 1);
		waves[wave] ??= [];
		waves[wave].push(draft);
	}
	return waves;
}

export async function writeDrafts(writer: Writer, drafts: readonly PersonDraft[], origin: ImportOrigin): Promise<BatchResult> {
	const result: BatchResult = { created: [], updated: [], unchanged: 0, refused: [] };
	for (const wave of cutIntoWaves(drafts)) {
		const known = await findKnownPeople(writer, wave);
		const plans = wave.map((draft) => planRow(draft, findFirst(draft, known)));
		const created = plans.flatMap((plan) => (plan.kind === 'create' ? [{ ...plan, personId: uuidv7() }] : []));
		const updated = plans.filter((plan) => plan.kind === 'update');
		const locations = await locateDrafts(
			writer,
			[...created, ...updated].map((plan) => plan.draft),
		);
		await createPeople(writer, created, origin);
		await updatePeople(writer, updated, origin);
		await addContacts(writer, [...created, ...updated], origin);
		await addAddresses(writer, [...created, ...updated.filter((plan) => plan.newAddress)], locations, origin);
		await addIdentifiers(writer, created, origin);
		await addTimeline(writer, created, updated, origin);
		result.created.push(...created.map((plan) => plan.personId));
		result.updated.push(...updated.map((plan) => plan.personId));
		result.unchanged += plans.filter((plan) => plan.kind === 'unchanged').length;
		result.refused.push(...plans.flatMap((plan) => (plan.kind === 'refuse' ? [plan.draft.line] : [])));
	}
	return result;
}

function findFirst<T>(draft: PersonDraft, known: ReadonlyMap<string, T>): T | undefined {
	for (const { system, value } of draft.identifiers) {
		const person = known.get(identifierKey(system, value));
		if (person) return person;
	}
	return undefined;
}

function fieldColumns(rows: readonly { fields: PersonFields }[]): Record<keyof Omit<PersonFields, 'languages'>, Column> {
	const of = (type: Column['type'], name: keyof PersonFields): Column => ({ type, values: rows.map((row) => row.fields[name]) });
	return {
		given_name: of('text', 'given_name'),
		additional_name: of('text', 'additional_name'),
		family_name: of('text', 'family_name'),
		birth_name: of('text', 'birth_name'),
		used_name: of('text', 'used_name'),
		gender: of('text', 'gender'),
		birth_date: of('date', 'birth_date'),
		birth_year: of('smallint', 'birth_year'),
	};
}

const text = (values: readonly unknown[]): Column => ({ type: 'text', values });
const uuid = (values: readonly unknown[]): Column => ({ type: 'uuid', values });

async function createPeople(writer: Writer, plans: readonly Created[], { sourceId }: ImportOrigin): Promise<void> {
	if (plans.length === 0) return;
	const columns = {
		person_id: uuid(plans.map((plan) => plan.personId)),
		...fieldColumns(plans),
		basis: text(plans.map((plan) => plan.draft.basis)),
		source_id: uuid(plans.map(() => sourceId)),
		sort_name: text(plans.map((plan) => sortName(plan.fields))),
		search_text: text(plans.map((plan) => searchTextOf(plan.fields, plan.draft.contactPoints))),
		// An array of arrays would have to be rectangular, so languages travel as text.
		languages: text(plans.map((plan) => plan.fields.languages.join(' '))),
	};
	const names = Object.keys(columns);
	await sql`insert into people (${sql.join(names.map((name) => sql.ref(name)))})
		select ${sql.join(names.map((name) => (name === 'languages' ? sql`case when languages = '' then '{}' else string_to_array(languages, ' ') end` : sql.ref(name))))}
		from ${unnestColumns(columns)}`.execute(writer.query);
}

async function updatePeople(writer: Writer, plans: readonly Updated[], { now }: ImportOrigin): Promise<void> {
	if (plans.length === 0) return;
	const fields = fieldColumns(plans);
	const columns = {
		person_id: uuid(plans.map((plan) => plan.personId)),
		...fields,
		sort_name: text(plans.map((plan) => sortName(plan.fields))),
		search_text: text(plans.map((plan) => searchTextOf(plan.fields, plan.draft.contactPoints, plan.known.contact_values))),
		languages: text(plans.map((plan) => plan.fields.languages.join(' '))),
	};
	const set = [...Object.keys(fields), 'sort_name', 'search_text'].map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`);
	await sql`update people set ${sql.join(set)}, languages = case when given.languages = '' then '{}' else string_to_array(given.languages, ' ') end, updated_at = ${now}
		from ${unnestColumns(columns)} where people.person_id = given.person_id`.execute(writer.query);
}

async function addContacts(writer: Writer, plans: readonly (Created | Updated)[], { sourceId }: ImportOrigin): Promise<void> {
	const rows = plans.flatMap((plan) =>
		(plan.kind === 'create' ? plan.draft.contactPoints : plan.newContacts).map((point) => ({ personId: plan.personId, point })),
	);
	await insertColumns(writer, 'contact_points', {
		person_id: uuid(rows.map((row) => row.personId)),
		id: uuid(rows.map(() => uuidv7())),
		kind: text(rows.map(({ point }) => point.kind)),
		value: text(rows.map(({ point }) => point.value)),
		as_written: text(rows.map(({ point }) => point.raw)),
		phone_kind: text(rows.map(({ point }) => (point.kind === 'phone' ? point.phoneKind : null))),
		status: text(rows.map(({ point }) => point.status)),
		source_id: uuid(rows.map(() => sourceId)),
		recorded_for: uuid(rows.map((row) => row.personId)),
	});
}

/** Somebody who moved has a new home; the old one is replaced. */
async function addAddresses(
	writer: Writer,
	plans: readonly (Created | Updated)[],
	locations: ReadonlyMap<PersonDraft, Location>,
	{ sourceId }: ImportOrigin,
): Promise<void> {
	const moved = plans.flatMap((plan) => (plan.kind === 'update' ? [plan.personId] : []));
	if (moved.length > 0)
		await sql`delete from person_addresses where kind = 'home' and person_id = any (${moved}::uuid[])`.execute(writer.query);
	const rows = plans.flatMap(({ personId, draft }) => {
		const location = locations.get(draft);
		return draft.address && location ? [{ personId, address: draft.address, location }] : [];
	});
	await insertColumns(writer, 'person_addresses', {
		person_id: uuid(rows.map((row) => row.personId)),
		id: uuid(rows.map(() => uuidv7())),
		number: text(rows.map(({ address }) => address.number ?? '')),
		suffix: text(rows.map(({ address }) => address.suffix ?? '')),
		street: text(rows.map(({ address }) => address.street ?? '')),
		complement: text(rows.map(({ address }) => address.complement ?? '')),
		postcode: text(rows.map(({ address }) => address.postcode ?? '')),
		place: text(rows.map(({ address }) => address.place ?? '')),
		country: text(rows.map(({ address }) => address.countryCode)),
		as_written: text(rows.map(({ address }) => address.lines.join(', '))),
		match_key: text(rows.map(({ location }) => location.matchKey)),
		address_id: uuid(rows.map(({ location }) => location.addressId)),
		area_id: uuid(rows.map(({ location }) => location.areaId)),
		station_id: uuid(rows.map(({ location }) => location.stationId)),
		latitude: { type: 'double precision', values: rows.map(({ location }) => location.latitude) },
		longitude: { type: 'double precision', values: rows.map(({ location }) => location.longitude) },
		source_id: uuid(rows.map(() => sourceId)),
		recorded_for: uuid(rows.map((row) => row.personId)),
	});
}

async function addIdentifiers(writer: Writer, plans: readonly Created[], { sourceId }: ImportOrigin): Promise<void> {
	const rows = plans.flatMap(({ personId, draft }) => draft.identifiers.map((identifier) => ({ personId, ...identifier })));
	const key = {
		person_id: uuid(rows.map((row) => row.personId)),
		system: text(rows.map((row) => row.system)),
		value: text(rows.map((row) => row.value)),
	};
	await insertColumns(writer, 'identifier_owners', key);
	await insertColumns(writer, 'external_identifiers', { ...key, source_id: uuid(rows.map(() => sourceId)), recorded_for: key.person_id });
}

async function addTimeline(
	writer: Writer,
	created: readonly Created[],
	updated: readonly Updated[],
	{ importId, sourceId, now }: ImportOrigin,
): Promise<void> {
	const rows = [
		...created.map(({ personId, draft }) => ({
			personId,
			kind: importId ? 'imported' : 'invented',
			body: importId ? { importId, line: draft.line } : {},
		})),
		...updated.map(({ personId, draft, changed }) => ({
			personId,
			kind: 'changed-by-import',
			body: { importId, line: draft.line, changed },
		})),
	];
	await insertColumns(writer, 'timeline_entries', {
		person_id: uuid(rows.map((row) => row.personId)),
		id: uuid(rows.map(() => uuidv7())),
		at: { type: 'timestamptz', values: rows.map(() => now) },
		kind: text(rows.map((row) => row.kind)),
		body: { type: 'jsonb', values: rows.map((row) => JSON.stringify(row.body)) },
		source_id: uuid(rows.map(() => sourceId)),
		recorded_for: uuid(rows.map((row) => row.personId)),
	});
}
