/** The people of Riverside, brought in on the same path as a file's. */

import { v7 as uuidv7 } from 'uuid';
import type { Riverside } from '#features/places/demo/town.ts';
import type { Writer } from '#server/database.ts';
import { type DemoPerson, generateRiversidePeople, ROLL } from '../demo/riverside-people.ts';
import type { PersonDraft } from '../import/person-draft.ts';
import { insertSource } from './store/imports.ts';
import { writeDrafts } from './store/write-drafts.ts';

const PEOPLE_PER_STATEMENT = 1000;

/** In the caller's transaction. `today` is YYYY-MM-DD: ages are as of that day. */
export async function fillRiversidePeople(writer: Writer, town: Riverside, { seed, now }: { seed: string; now: Date }): Promise<number> {
	const people = generateRiversidePeople(seed, town, now.toISOString().slice(0, 10));
	const sourceId = uuidv7();
	await insertSource(writer, { id: sourceId, kind: 'demo', name: 'Riverside' });
	const addresses = new Map(town.addresses.map((address) => [address.id, address]));
	const drafts = people.map((person, at) => draftOf(person, at + 1, addresses));
	for (let at = 0; at < drafts.length; at += PEOPLE_PER_STATEMENT) {
		await writeDrafts(writer, drafts.slice(at, at + PEOPLE_PER_STATEMENT), { importId: null, sourceId, now });
	}
	return drafts.length;
}

type ById<T> = ReadonlyMap<string, T>;

function draftOf(person: DemoPerson, line: number, addresses: ById<Riverside['addresses'][number]>): PersonDraft {
	const address = addresses.get(person.address);
	if (!address) throw new Error(`${ROLL} ${person.externalIdentifier.value} lives nowhere`);
	const number = String(address.number);
	const suffix = address.suffix ?? null;
	return {
		line,
		names: person.names,
		gender: person.gender,
		birthDate: person.birthDate,
		birthYear: Number(person.birthDate.slice(0, 4)),
		languages: person.languages,
		contactPoints: [
			...(person.email ? [{ kind: 'email' as const, value: person.email, raw: person.email, status: 'unconfirmed' as const }] : []),
			...(person.phone
				? [
						{
							kind: 'phone' as const,
							value: person.phone,
							national: person.phone.replace(/^\+33/, '0'),
							raw: person.phone,
							phoneKind: 'unknown' as const,
							status: 'unconfirmed' as const,
						},
					]
				: []),
		],
		address: {
			lines: [`${number}${suffix ?? ''} ${address.streetName}`],
			number,
			suffix,
			street: address.streetName,
			complement: null,
			postcode: address.postcode,
			place: address.place,
			countryCode: 'FR',
		},
		pollingStation: null,
		identifiers: [person.externalIdentifier],
		basis: person.basis,
		opinions: null,
		objections: [],
		optIns: [],
		tags: [],
		note: null,
		problems: [],
	};
}
