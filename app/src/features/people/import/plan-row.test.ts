import { expect, test } from 'vitest';
import type { PersonDraft } from './person-draft.ts';
import { type KnownPerson, planRow, searchTextOf, sortName } from './plan-row.ts';

const draft: PersonDraft = {
	line: 2,
	names: { given: 'Zoë', additional: null, family: 'O’Brien', birth: null, used: null },
	gender: 'female',
	birthDate: '1980-02-29',
	birthYear: 1980,
	languages: [],
	contactPoints: [{ kind: 'email', value: 'zoe@example.org', raw: 'Zoe@Example.org', status: 'unconfirmed' }],
	address: null,
	pollingStation: null,
	identifiers: [{ system: 'test', value: '1' }],
	basis: 'public_register',
	opinions: null,
	objections: [],
	optIns: [],
	tags: [],
	note: null,
	problems: [],
};

const known: KnownPerson = {
	person_id: '01900000-0000-7000-8000-000000000001',
	basis: 'public_register',
	given_name: 'Zoë',
	additional_name: 'Anne',
	family_name: 'O’Brien',
	birth_name: '',
	used_name: '',
	gender: 'female',
	birth_date: '1980-02-29',
	birth_year: 1980,
	languages: ['ga'],
	contact_keys: ['email zoe@example.org'],
	contact_values: ['zoe@example.org'],
	address_keys: [],
};

test('somebody unknown is created', () => {
	expect(planRow(draft, undefined).kind).toBe('create');
});

test('what the file leaves empty stays, so the same row again changes nothing', () => {
	expect(planRow(draft, known)).toEqual({ kind: 'unchanged', personId: known.person_id, draft });
});

test('what the file says wins, and only what differs is called changed', () => {
	const plan = planRow({ ...draft, names: { ...draft.names, family: 'Byrne' } }, { ...known, contact_keys: [] });
	expect(plan).toMatchObject({
		kind: 'update',
		changed: ['family_name', 'contact_points'],
		fields: { family_name: 'Byrne', additional_name: 'Anne', languages: ['ga'] },
	});
});

test('an identifier that belongs to somebody else overwrites nobody', () => {
	const other = { ...draft, names: { ...draft.names, given: 'Paul', family: 'Martin' }, birthDate: '1955-01-01', birthYear: 1955 };
	expect(planRow(other, known).kind).toBe('refuse');
	expect(planRow({ ...draft, birthDate: '1980-02-28' }, known).kind).toBe('update');
});

test('sort and search texts are folded', () => {
	const plan = planRow(draft, undefined);
	if (plan.kind !== 'create') throw new Error(plan.kind);
	expect(sortName(plan.fields)).toBe('o brien zoe');
	expect(searchTextOf(plan.fields, draft.contactPoints)).toContain('zoe');
});
