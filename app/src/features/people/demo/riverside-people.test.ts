import { expect, test } from 'vitest';
import { DISTRICTS } from '#features/places/demo/districts.ts';
import { generateRiverside } from '#features/places/demo/riverside.ts';
import { NAME_GROUPS } from './names-of-riverside.ts';
import { type DemoPerson, generateRiversidePeople } from './riverside-people.ts';

const TODAY = '2026-11-22';
const town = generateRiverside('riverside');
const people = generateRiversidePeople('riverside', town, TODAY);
const share = (those: (person: DemoPerson) => boolean) => people.filter(those).length / people.length;
const ageOf = ({ birthDate }: DemoPerson) =>
	Number(TODAY.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (birthDate.slice(5) > TODAY.slice(5) ? 1 : 0);
const households = Map.groupBy(people, ({ household }) => household);

test('the same seed gives the same 8,000 people, another seed others, in good time', () => {
	const started = performance.now();
	expect(generateRiversidePeople('riverside', town, TODAY)).toEqual(people);
	expect(performance.now() - started).toBeLessThan(3000);
	expect(people).toHaveLength(8000);
	expect(generateRiversidePeople('other', town, TODAY)).not.toEqual(people);
});

test('any town finds homes for 8,000', () => {
	for (const seed of ['one', 'two']) expect(generateRiversidePeople(seed, generateRiverside(seed), TODAY)).toHaveLength(8000);
});

test('they live behind doors of the town, one household behind each, in households as towns have them', () => {
	const doors = new Map(town.doors.map(({ id, address }) => [id, address]));
	const stationOf = new Map(town.addresses.map(({ id, station }) => [id, station]));
	for (const { door, address, station } of people) {
		expect(doors.get(door)).toBe(address);
		expect(stationOf.get(address)).toBe(station);
	}
	expect(new Set(people.map(({ door }) => door)).size).toBe(households.size);
	const ofSize = (size: number) => [...households.values()].filter(({ length }) => length === size).length / households.size;
	expect(ofSize(1)).toBeGreaterThan(0.25);
	expect(ofSize(1)).toBeLessThan(0.45);
	expect(ofSize(2)).toBeGreaterThan(0.35);
	expect(ofSize(3)).toBeGreaterThan(0.05);
	expect(Math.max(...[...households.values()].map(({ length }) => length))).toBeLessThanOrEqual(5);
	expect(households.size / town.doors.length).toBeGreaterThan(0.85);
});

test('every polling station has voters, about as many as its roll', () => {
	for (const { station, registered } of town.elections[0]?.results ?? []) {
		const living = people.filter((person) => person.station === station).length;
		expect(living / registered).toBeGreaterThan(0.85);
		expect(living / registered).toBeLessThan(1.45);
	}
});

test('all are adults, but for a few who turn 18 next month; a few are over 95', () => {
	const minors = people.filter((person) => ageOf(person) < 18);
	expect(minors.length).toBeGreaterThanOrEqual(5);
	expect(minors.length).toBeLessThanOrEqual(14);
	for (const { birthDate } of minors) expect(birthDate.slice(0, 7)).toBe('2008-12');
	const old = people.filter((person) => ageOf(person) > 95).length;
	expect(old).toBeGreaterThanOrEqual(3);
	expect(old).toBeLessThan(120);
	expect(Math.max(...people.map(ageOf))).toBeLessThanOrEqual(105);
	for (const { birthDate } of people) expect(new Date(`${birthDate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(birthDate);
});

test('quarters differ in age as their profile says', () => {
	const district = new Map(town.addresses.map((address) => [address.id, address.district]));
	const young = (key: string) => {
		const there = people.filter(({ address }) => district.get(address) === key);
		return there.filter((person) => ageOf(person) < 35).length / there.length;
	};
	expect(young('college-hill')).toBeGreaterThan(young('hillcrest') + 0.2);
});

test('contact reaches nobody real, and not everybody can be reached', () => {
	for (const { email, phone } of people) {
		if (email) expect(email).toMatch(/^[a-z-]+\.[a-z-]+\d*@example\.org$/);
		if (phone) expect(phone).toMatch(/^\+33(63998|19900|26191|35301|46571|53649)\d{4}$/);
	}
	expect(share(({ email }) => email !== undefined)).toBeCloseTo(0.55, 1);
	expect(share(({ phone }) => phone !== undefined)).toBeCloseTo(0.6, 1);
	expect(share(({ email, phone }) => !email && !phone)).toBeGreaterThan(0.1);
	const mobiles = people.flatMap(({ phone }) => (phone?.startsWith('+336') ? [phone] : []));
	expect(new Set(mobiles).size).toBe(mobiles.length);
});

test('people have names of many origins, mostly their own; families mostly share theirs', () => {
	for (const key of DISTRICTS.flatMap(({ profile }) => Object.keys(profile.origins))) expect(NAME_GROUPS).toHaveProperty(key);
	expect(new Set(people.map(({ languages }) => languages[0])).size).toBe(12);
	const alike = Map.groupBy(people, ({ names }) => `${names.given} ${names.family}`);
	const shared = [...alike.values()].filter(({ length }) => length > 1).flat().length;
	expect(shared).toBeGreaterThan(16);
	expect(shared / people.length).toBeLessThan(0.35);
	const ofSeveral = [...households.values()].filter(({ length }) => length > 1);
	const oneName = ofSeveral.filter((members) => new Set(members.map(({ names }) => names.family)).size < members.length);
	expect(oneName.length / ofSeveral.length).toBeGreaterThan(0.45);
	expect(share(({ names }) => names.used !== null && names.used !== names.birth)).toBeGreaterThan(0.08);
	expect(people.some(({ names }) => /\p{Script=Greek}/u.test(names.birth ?? '') && /^\p{Script=Latin}+$/u.test(names.used ?? ''))).toBe(
		true,
	);
	expect(people.some(({ names }) => /\p{Script=Cyrillic}/u.test(names.birth ?? ''))).toBe(true);
	for (const { names } of people) expect(names.family).toBe(names.used ?? names.birth);
});

test('where generations live together, the youngest carries the name of somebody older', () => {
	const generations = [...households.values()].filter((members) => Math.max(...members.map(ageOf)) - Math.min(...members.map(ageOf)) >= 21);
	expect(generations.length).toBeGreaterThan(200);
	const named = generations.filter((members) => {
		const youngest = members.reduce((best, person) => (person.birthDate > best.birthDate ? person : best));
		return members.some((person) => person !== youngest && person.names.family === youngest.names.family);
	});
	expect(named.length / generations.length).toBeGreaterThan(0.85);
});

test('every basis occurs, the register most, and identifiers are unique', () => {
	for (const basis of ['member', 'regular_contact', 'consent', 'none'] as const)
		expect(share((person) => person.basis === basis)).toBeGreaterThan(0.03);
	expect(share(({ basis }) => basis === 'public_register')).toBeGreaterThan(0.5);
	expect(new Set(people.map(({ externalIdentifier }) => externalIdentifier.value)).size).toBe(8000);
});
