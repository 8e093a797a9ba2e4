import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOutcome, startDryRun } from './dry-run.ts';
import type { PersonDraft } from './person-draft.ts';
import { recognisePreset } from './preset.ts';
import { knownPresets } from './presets/known-presets.ts';
import { createRowReader } from './row-reader.ts';

const roll =
	"code du l'ugle;libellé de l'ugle;libellé du type de liste;nom de naissance;nom d'usage;prénoms;sexe;date de naissance;code commune de naissance;libellé commune de naissance;code département de naissance;pays de naissance;libellé nationalité;numéro de voie;libellé de voie;complément 1;complément 2;lieu-dit;code postal;commune;pays;code du bureau de vote;libellé du bureau de vote;code circonscription législative du bureau de vote;libellé canton du bureau de vote;libellé circonscription métropolitaine du bureau de vote;numéro d'ordre dans le bureau de vote".split(
		';',
	);
const rollRow =
	'90047;Fontaine;Liste principale;LECLERC;DE LA TOUR;Esteban Liliane;M;21/04/1972;;Rougemont;90;FRANCE;Française;12BIS;Rue du Tilleul;BAT B;;;90150;Fontaine;;0001;Bureau 1;1;;;7'.split(
		';',
	);

function readerFor(header: readonly string[]) {
	const recognition = recognisePreset(knownPresets, header);
	if (recognition === null) throw new Error('no preset');
	return { name: recognition.preset.name, ...createRowReader({ preset: recognition.preset, header, country: 'FR', today: '2026-11-22' }) };
}

function draftOf(header: readonly string[], cells: readonly string[]): PersonDraft {
	const outcome = readerFor(header).read({ line: 2, cells });
	if (outcome.draft === null) throw new Error(outcome.refused.reason);
	return outcome.draft;
}

const refusalOf = (header: readonly string[], cells: readonly string[]) => readerFor(header).read({ line: 9, cells }).refused?.reason;

describe('the electoral roll', () => {
	test('recognises itself in capitals, without accents, newer spelling, with spaces, reordered, with further columns', () => {
		expect(readerFor(roll).name).toBe('electoral-roll-fr');
		const disguised = roll.map(
			(word) =>
				` ${word
					.normalize('NFD')
					.replace(/[\u0300-\u036f]/g, '')
					.toUpperCase()
					.replace("DU L'UGLE", 'DE L’UGLE')} `,
		);
		expect(readerFor([...disguised].reverse()).name).toBe('electoral-roll-fr');
		expect(readerFor(['n°', ...disguised, 'remarque']).name).toBe('electoral-roll-fr');
	});

	test('becomes a person, whatever the order of the columns', () => {
		const draft = draftOf(roll, rollRow);
		expect(draft).toMatchObject({
			names: { given: 'Esteban', additional: 'Liliane', family: 'De la Tour', birth: 'Leclerc', used: 'De la Tour' },
			gender: 'male',
			birthDate: '1972-04-21',
			address: {
				number: '12',
				suffix: 'BIS',
				street: 'Rue du Tilleul',
				complement: 'BAT B',
				postcode: '90150',
				place: 'Fontaine',
				countryCode: 'FR',
			},
			pollingStation: { code: '0001', label: 'Bureau 1', communeCode: '90047', communeName: 'Fontaine' },
			identifiers: [{ system: 'reu-fr', value: '90047-LP-0001-7' }],
			basis: 'public_register',
			opinions: null,
			problems: [],
		});
		expect(draftOf([...roll].reverse(), [...rollRow].reverse())).toEqual(draft);
	});

	test('a code that is no commune is completed by its name, in any spelling of it', () => {
		const unplaced = (name: string) => draftOf(roll, rollRow.with(0, '90000').with(1, name)).identifiers[0]?.value;
		expect(unplaced('Évette-Salbert')).toBe('90000~evette salbert-LP-0001-7');
		expect(unplaced('EVETTE SALBERT')).toBe(unplaced('Évette-Salbert'));
	});

	test('a shifted row is refused, to either side', () => {
		expect(refusalOf(roll, [...rollRow.slice(0, 3), '', ...rollRow.slice(3, -1)])).toBe('shifted-row');
		expect(refusalOf(roll, [...rollRow.slice(0, 4), ...rollRow.slice(5), ''])).toBe('shifted-row');
	});

	test('wrong number of cells, nobody', () => {
		expect(refusalOf(roll, rollRow.slice(1))).toBe('wrong-cell-count');
		expect(refusalOf(roll, [...rollRow, 'more'])).toBe('wrong-cell-count');
		expect(refusalOf(roll, [...rollRow, ''])).toBeUndefined();
		expect(
			refusalOf(
				roll,
				rollRow.map(() => ''),
			),
		).toBe('nobody-in-row');
		expect(refusalOf(roll, [])).toBe('wrong-cell-count');
	});
});

describe('NationBuilder', () => {
	const header =
		'nationbuilder_id,first_name,middle_name,last_name,email,email1,email2,email_opt_in,phone_number,do_not_call,do_not_contact,mobile_number,mobile_opt_in,is_mobile_bad,support_level,party,note,tag_list,born_at,sex,primary_address1,primary_city,primary_zip,primary_country_code,mailing_address1,mailing_city,mailing_zip,constructor'.split(
			',',
		);
	const row = (values: Record<string, string>) => header.map((word) => values[word] ?? '');

	test('becomes a person with contact points, wishes and opinions apart', () => {
		const draft = draftOf(
			header,
			row({
				nationbuilder_id: '8718',
				first_name: 'Joseph',
				last_name: 'Lemaître',
				email: 'Jo@Example.org',
				email1: 'jo@example.org',
				email2: 'j@example.org',
				email_opt_in: 'true',
				phone_number: '+33 6 29 90 82 00',
				mobile_number: '0629908200',
				do_not_call: 'true',
				is_mobile_bad: 'true',
				support_level: '5',
				party: 'Greens',
				tag_list: 'culture, "santé", culture',
				note: "'=not a formula",
				born_at: '1995-10-30',
				mailing_address1: '22BIS Rue du Favery',
				mailing_city: 'Évette-Salbert',
				mailing_zip: '90350',
			}),
		);
		expect(draft.contactPoints.map((point) => [point.value, point.status])).toEqual([
			['jo@example.org', 'unconfirmed'],
			['j@example.org', 'unconfirmed'],
			['+33629908200', 'wrong'],
		]);
		expect(draft).toMatchObject({
			identifiers: [{ system: 'nationbuilder', value: '8718' }],
			basis: 'regular_contact',
			birthDate: '1995-10-30',
			objections: ['phone'],
			optIns: ['email'],
			opinions: { supportLevel: 5, party: 'Greens' },
			tags: ['culture', '"santé"'],
			note: '=not a formula',
			address: { number: '22', suffix: 'BIS', place: 'Évette-Salbert' },
			problems: [],
		});
	});

	test('tells what was wrong and keeps the rest', () => {
		const draft = draftOf(
			header,
			row({
				first_name: 'A.',
				email: 'e..m@x.fr',
				mobile_number: '12',
				phone_number: '+33697673605',
				born_at: '13/32/1990',
				sex: 'Z',
				support_level: '9',
				note: '=HYPERLINK("http://x")',
				primary_city: 'Belfort',
				primary_country_code: 'ZZ9',
				last_name: 'Le\ufffdgoff',
				tag_list: 'x'.repeat(600),
			}),
		);
		expect(draft.problems.map((problem) => problem.kind).sort()).toEqual(
			[
				'bad-email',
				'formula-in-cell',
				'impossible-birth-date',
				'impossible-phone',
				'unassigned-phone',
				'unknown-country',
				'unknown-gender',
				'unknown-support-level',
				'unreadable-characters',
				'value-too-long',
			].sort(),
		);
		expect(draft.contactPoints.map((point) => point.value)).toEqual(['+33697673605']);
	});

	test('any cells give a draft or a named refusal, never a fault', () => {
		const cell = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('=1+1', "'+33", '-', '__proto__', 'constructor', 'toString', '\u202e', '0'.repeat(90)),
		);
		for (const words of [header, roll]) {
			const reader = readerFor(words);
			fc.assert(
				fc.property(fc.array(cell, { minLength: words.length, maxLength: words.length }), (cells) => {
					const { draft, refused } = reader.read({ line: 1, cells });
					return (draft === null) !== (refused === null) && (draft === null || JSON.stringify(draft).isWellFormed());
				}),
			);
		}
	});
});

describe('plain tables', () => {
	test.each([
		[
			['First name', 'Last Name', 'E-mail', 'Mobile'],
			['Jean', 'Roy', 'j@example.org', '0629908200'],
		],
		[
			['PRÉNOM', 'Nom', 'Courriel', 'Téléphone'],
			['Jean', 'Roy', 'j@example.org', '06 29 90 82 00'],
		],
		[
			['Nom', 'mail', 'tél', 'x'],
			['Jean ROY', 'j@example.org', '629908200', ''],
		],
		[
			['Name', 'Email', 'Phone', 'First Name'],
			['Roy', 'j@example.org', '629908200', 'Jean'],
		],
	])('%j', (header, cells) => {
		const draft = draftOf(header, cells);
		expect(draft).toMatchObject({ names: { given: 'Jean', family: 'Roy' }, basis: 'none', identifiers: [] });
		expect(draft.contactPoints.map((point) => point.value)).toEqual(['j@example.org', '+33629908200']);
	});

	test('a table of other things is not taken for people', () => {
		expect(recognisePreset(knownPresets, ['latitude', 'longitude', 'value'])).toBeNull();
		expect(recognisePreset(knownPresets, ['', '', ''])).toBeNull();
	});

	test('VAN and Action Network', () => {
		const van = draftOf(
			['Voter File VANID', 'LastName', 'FirstName', 'Sex', 'Party', 'Address', 'City', 'Zip5', 'Pref Phone ', 'DOB'],
			['9', 'Blanc', 'Estelle', 'F', 'D', '37 Rue Foch', 'Belfort', '90000', '0629908200', '12/23/1935'],
		);
		expect(van).toMatchObject({
			birthDate: '1935-12-23',
			opinions: { party: 'D' },
			basis: 'public_register',
			identifiers: [{ system: 'van', value: '9' }],
		});
		const action = draftOf(
			['uuid', 'first_name', 'email', 'can2_user_tags', 'can2_subscription_status', 'can2_sms_status', 'can2_subscription_date'],
			['u1', 'Guy', 'guy@example.org', 'a, b', 'unsubscribed', 'subscribed', '2026-05-04'],
		);
		expect(action).toMatchObject({
			objections: ['email'],
			optIns: ['sms'],
			tags: ['a', 'b'],
			identifiers: [{ system: 'action-network', value: 'u1' }],
		});
	});
});

test('a dry run counts rows, refusals and problems with the first three examples', () => {
	const reader = readerFor(['First name', 'Email', 'Shoe size']);
	const summary = startDryRun(reader);
	for (let line = 2; line < 12; line++) countOutcome(summary, reader.read({ line, cells: ['Jo', 'jo@', '42'] }));
	countOutcome(summary, reader.read({ line: 12, cells: ['', '', '42'] }));
	expect(summary).toMatchObject({
		rows: 11,
		accepted: 10,
		refusedByReason: { 'nobody-in-row': { count: 1, lines: [12] } },
		columnsUsed: ['First name', 'Email'],
		columnsIgnored: ['Shoe size'],
	});
	expect(summary.problemsByKind['bad-email']?.count).toBe(10);
	expect(summary.problemsByKind['bad-email']?.examples.map((example) => example.line)).toEqual([2, 3, 4]);
	expect(summary.samples).toHaveLength(5);
});
