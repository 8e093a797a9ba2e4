import { type SeededRandom, seededRandom } from '#features/node/seeded-random.ts';
import type { PersonNames } from '#features/people/name.ts';
import type { Basis, Gender } from '#features/people/person.ts';
import { RIVERSIDE_PEOPLE } from '#features/places/demo/riverside.ts';
import type { Door, Riverside } from '#features/places/demo/town.ts';
import { type ContactBook, openContactBook } from './contact-book.ts';
import { type Member, moveIn } from './household.ts';
import { NAME_GROUPS } from './names-of-riverside.ts';
import { inOwnScript } from './scripts.ts';

/** Somebody who does not exist. Identifiers of door, address and station are those of the town. */
export type DemoPerson = {
	externalIdentifier: { system: typeof ROLL; value: string };
	names: PersonNames;
	gender: Gender;
	/** YYYY-MM-DD */
	birthDate: string;
	/** BCP 47, the one spoken at home first. */
	languages: string[];
	email?: string;
	/** E.164 */
	phone?: string;
	household: string;
	door: string;
	address: string;
	station: string;
	basis: Basis;
};

export const ROLL = 'riverside-roll';

const BASES: Readonly<Record<Basis, number>> = { public_register: 0.6, regular_contact: 0.14, consent: 0.13, member: 0.08, none: 0.05 };
const FIRST_VOTERS_NEXT_MONTH = 14;
const NAMESAKES = 8;
/** Homes between two households, or of people whom nobody counted. */
const VACANT = 0.025;

type Settled = { door: Door; members: Member[] };

/**
 * The adults of Riverside, 8,000 of them, household by household; ages are as of `today` (YYYY-MM-DD). The same arguments give
 * the same people. E-mail and telephone lead nowhere (see `contact-book.ts`).
 */
export function generateRiversidePeople(seed: string, town: Riverside, today: string): DemoPerson[] {
	const random = seededRandom(`${seed}/people`);
	const addresses = new Map(town.addresses.map((address) => [address.id, address]));
	const contacts = openContactBook(random);
	const settled = settle(town, random);
	markFirstVoters(settled, random);
	const order = new Map(town.doors.map(({ id }, i) => [id, i]));
	settled.sort((a, b) => (order.get(a.door.id) ?? 0) - (order.get(b.door.id) ?? 0));
	let number = 0;
	return settled.flatMap(({ door, members }, i) => {
		const home = contacts.household();
		return members.map((member): DemoPerson => {
			const names = namesOf(member, random);
			number++;
			return {
				externalIdentifier: { system: ROLL, value: `RIV-${String(number).padStart(6, '0')}` },
				names,
				gender: member.gender,
				birthDate: birthDateOf(member, today, random),
				languages: languagesOf(member, random),
				...reach(home, member, names),
				household: `H${String(i + 1).padStart(4, '0')}`,
				door: door.id,
				address: door.address,
				station: addresses.get(door.address)?.station ?? '',
				basis: random.weighted(BASES),
			};
		});
	});
}

function settle(town: Riverside, random: SeededRandom): Settled[] {
	const districts = new Map(town.districts.map((district) => [district.key, district.profile]));
	const districtOf = new Map(town.addresses.map(({ id, district }) => [id, district]));
	const profileOf = (door: Door) => {
		const profile = districts.get(districtOf.get(door.address) ?? '');
		if (!profile) throw new Error(`the door ${door.id} lies in no quarter`);
		return profile;
	};
	const doors = random.shuffled(town.doors);
	const settled: Settled[] = [];
	let left = RIVERSIDE_PEOPLE;
	for (const door of doors.slice(0, Math.floor(doors.length * (1 - VACANT)))) {
		if (left === 0) break;
		const members = moveIn(profileOf(door), left, random);
		settled.push({ door, members });
		left -= members.length;
	}
	// A town with fewer doors: lodgers. Never seen with the usual seed.
	while (left > 0) {
		const { door, members } = random.pick(settled);
		if (members.length > 3) continue;
		members.push(...moveIn(profileOf(door), 1, random));
		left--;
	}
	return plantNamesakes(settled, random);
}

/** Two people of one name in different houses, and a father and son: whoever looks for duplicates must leave them apart. */
function plantNamesakes(settled: Settled[], random: SeededRandom): Settled[] {
	const [alone, families] = [settled.filter(({ members }) => members.length === 1), settled.filter(({ members }) => members.length > 2)];
	for (let i = 0; i < NAMESAKES; i++) {
		const [original] = random.pick(alone).members;
		const twin = random.pick(alone);
		const [other] = twin.members;
		if (original && other && original !== other)
			twin.members = [{ ...other, given: original.given, birth: original.birth, gender: original.gender, group: original.group }];
	}
	for (const { members } of random.shuffled(families)) {
		const father = members.find(({ gender, used }) => gender === 'male' && !used);
		const son = members.find(({ gender, age, birth }) => father && gender === 'male' && birth === father.birth && age < father.age - 17);
		if (!father || !son) continue;
		son.given = father.given;
		break;
	}
	return settled;
}

function markFirstVoters(settled: readonly Settled[], random: SeededRandom): void {
	const young = settled.flatMap(({ members }) => members.slice(1).filter(({ age }) => age === 18));
	for (const member of random.shuffled(young).slice(0, FIRST_VOTERS_NEXT_MONTH)) member.turnsEighteen = true;
}

function birthDateOf({ age, turnsEighteen }: Member, today: string, random: SeededRandom): string {
	const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
	const iso = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
	// Next month, not in thirty days: day 1 to 28 of it.
	if (turnsEighteen) return iso(year - 18, month, random.whole(1, 28));
	// Born today so many years ago at the latest, and less than a year before that.
	return iso(year - age, month - 1, day - random.whole(0, 364));
}

function languagesOf({ group }: Member, random: SeededRandom): string[] {
	const home = NAME_GROUPS[group]?.language ?? 'en';
	const town = random.chance(0.55) ? 'en' : 'fr';
	if (home === 'en' || home === 'fr') return random.chance(0.25) && town !== home ? [home, town] : [home];
	return [home, town];
}

/** Names on paper: a spouse's name beside the birth name; some were born in another script and are called in Latin letters. */
function namesOf({ given, birth, used, group }: Member, random: SeededRandom): PersonNames {
	const plain: PersonNames = { given, additional: null, family: used ?? birth, birth, used: used ?? null };
	const language = NAME_GROUPS[group]?.language ?? '';
	const own = inOwnScript(birth, language);
	if (!own || !random.chance(0.3)) return plain;
	const ownGiven = random.chance(0.5) ? (inOwnScript(given, language) ?? null) : null;
	return { ...plain, additional: ownGiven, birth: own, used: used ?? birth };
}

function reach(home: ReturnType<ContactBook['household']>, { age }: Member, names: PersonNames): Pick<DemoPerson, 'email' | 'phone'> {
	const email = home.email(names, age);
	const phone = home.phone(age);
	return { ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}
