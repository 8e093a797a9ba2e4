import type { SeededRandom } from '#features/node/seeded-random.ts';
import type { AgeGroup, DistrictProfile } from '#features/places/demo/districts.ts';
import { NAME_GROUPS, type NameGroup } from './names-of-riverside.ts';

/** A person before they have a number, a telephone and a date of birth. Age in whole years; `turnsEighteen`: next month. */
export type Member = {
	given: string;
	/** The family name at birth. */
	birth: string;
	/** Taken from a spouse. */
	used?: string;
	gender: 'female' | 'male' | 'other';
	age: number;
	turnsEighteen?: boolean;
	/** Key of `NAME_GROUPS`: for names and languages only; it goes into no record. */
	group: string;
};

type Size = '1' | '2' | '3' | '4' | '5';
const SIZES: Readonly<Record<AgeGroup, Readonly<Record<Size, number>>>> = {
	young: { 1: 0.4, 2: 0.43, 3: 0.11, 4: 0.05, 5: 0.01 },
	adult: { 1: 0.28, 2: 0.43, 3: 0.19, 4: 0.08, 5: 0.02 },
	senior: { 1: 0.46, 2: 0.49, 3: 0.04, 4: 0.01, 5: 0 },
};
/** How often the young of a household of several live as friends and not as a couple. */
const SHARED_FLAT = 0.34;

/** Who lives behind one door: alone, as a couple, with grown-up children or a parent, or sharing a flat. Adults only. */
export function moveIn(profile: DistrictProfile, most: number, random: SeededRandom): Member[] {
	const life = random.weighted(profile.ages);
	const size = Math.min(most, Number(random.weighted(SIZES[life])));
	const first = newcomer(profile, ageIn(life, random), random);
	if (size === 1) return [first];
	if (life === 'young' && (size > 2 || random.chance(SHARED_FLAT)))
		return [first, ...Array.from({ length: size - 1 }, () => newcomer(profile, clampAge(first.age + random.whole(-4, 5)), random))];
	if (first.age > 44 && random.chance(size === 2 ? 0.13 : 0.2)) return withChildren([first], size, random);
	const couple = marry(first, partnerOf(first, profile, random), random);
	if (size > 2 && first.age < 46) return [...couple, parentOf(first, random)];
	return withChildren(couple, size, random);
}

const clampAge = (age: number) => Math.max(18, Math.min(104, age));

function ageIn(life: AgeGroup, random: SeededRandom): number {
	if (life === 'young') return random.whole(18, 34);
	if (life === 'adult') return random.whole(35, 64);
	// Every further year there are fewer: a tail that reaches a hundred, seldom.
	return Math.min(104, 65 + Math.floor(-11.5 * Math.log(1 - random.next() * 0.965)));
}

function newcomer(profile: DistrictProfile, age: number, random: SeededRandom): Member {
	const group = random.weighted(profile.origins);
	const gender = random.chance(0.004) ? 'other' : random.chance(age > 74 ? 0.6 : 0.51) ? 'female' : 'male';
	return { given: givenName(group, gender, age, random), birth: random.pick(namesOf(group).family), gender, age, group };
}

const namesOf = (group: string): NameGroup => {
	const names = NAME_GROUPS[group];
	if (!names) throw new Error(`no names of the group ${group}`);
	return names;
};

/** The lists run from old names to young ones: a person's own lies about where their age says. */
function givenName(group: string, gender: Member['gender'], age: number, random: SeededRandom): string {
	const { female, male } = namesOf(group);
	const names = gender === 'female' || (gender === 'other' && random.chance(0.5)) ? female : male;
	const place = 1 - (age - 18) / 72 + random.normal(0, 0.17);
	return names[Math.max(0, Math.min(names.length - 1, Math.floor(place * names.length)))] ?? random.pick(names);
}

function partnerOf(first: Member, profile: DistrictProfile, random: SeededRandom): Member {
	const age = clampAge(Math.round(first.age + random.normal(first.gender === 'female' ? 2 : -2, 3.5)));
	const partner = newcomer(profile, age, random);
	const group = random.chance(0.76) ? first.group : partner.group;
	const gender = random.chance(0.06) || first.gender === 'other' ? first.gender : first.gender === 'female' ? 'male' : 'female';
	return { given: givenName(group, gender, age, random), birth: random.pick(namesOf(group).family), gender, age, group };
}

/** The older a couple, the more often one carries the name of the other; mostly she his. */
function marry(a: Member, b: Member, random: SeededRandom): Member[] {
	const shares = random.chance(0.3 + Math.min(0.5, Math.max(0, (a.age - 28) / 70)));
	if (!shares || a.birth === b.birth) return [a, b];
	const aTakes = a.gender === b.gender ? random.chance(0.5) : (a.gender === 'female') === random.chance(0.93);
	return aTakes ? [{ ...a, used: b.birth }, b] : [a, { ...b, used: a.birth }];
}

function withChildren(parents: Member[], size: number, random: SeededRandom): Member[] {
	const youngest = Math.min(...parents.map(({ age }) => age));
	const named = parents.find(({ used }) => used) ? (parents.find(({ used }) => !used) ?? parents[0]) : random.pick(parents);
	const children: Member[] = [];
	let age = 18 + Math.floor(Math.abs(random.normal(0, 5)));
	for (let i = parents.length; i < size && named && age <= Math.max(18, youngest - 21); i++) {
		const gender = random.chance(0.47) ? 'female' : 'male';
		const taken = new Set(children.map(({ given }) => given));
		let given = givenName(named.group, gender, age, random);
		while (taken.has(given)) given = random.pick(namesOf(named.group)[gender]);
		children.push({ given, birth: named.birth, gender, age, group: named.group });
		age += random.whole(2, 4);
	}
	return [...parents, ...children];
}

function parentOf(child: Member, random: SeededRandom): Member {
	const age = clampAge(child.age + random.whole(22, 38));
	const gender = random.chance(0.68) ? 'female' : 'male';
	const own = { given: givenName(child.group, gender, age, random), gender, age, group: child.group } as const;
	return gender === 'male'
		? { ...own, birth: child.birth }
		: { ...own, birth: random.pick(namesOf(child.group).family), used: child.birth };
}
