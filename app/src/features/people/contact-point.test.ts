import { describe, expect, test } from 'vitest';
import { readEmail, readPhone } from './contact-point.ts';

describe('phones', () => {
	test.each([
		'0629908200',
		'06 29 90 82 00',
		'06.29.90.82.00',
		'+33 6 29 90 82 00',
		'0033629908200',
		'+33 (0)6 29 90 82 00',
		'06-29-90-82-00',
		'629908200',
	])('%s is one and the same', (text) =>
		expect(readPhone(text, 'FR')).toEqual({ value: '+33629908200', national: '0629908200', phoneKind: 'mobile', unassigned: false }),
	);
	test('kinds and countries', () => {
		expect(readPhone('03 84 54 24 24', 'FR')?.phoneKind).toBe('landline');
		expect(readPhone('(202) 555-0143', 'US')?.value).toBe('+12025550143');
		expect(readPhone('+423 235 66 88', 'FR')?.value).toBe('+4232356688');
		expect(readPhone('0697673605', 'FR')).toMatchObject({ value: '+33697673605', unassigned: true });
	});
	test.each(['', '12', '0612', 'rappeler le soir', '0'.repeat(200), '+999 123 456 789', '06 29 90 82 00 11 22 33'])('%j is none', (text) =>
		expect(readPhone(text, 'FR')).toBeNull(),
	);
});

describe('e-mail addresses', () => {
	test.each([
		['Marie.Roy@Example.ORG', 'marie.roy@example.org'],
		['Marie Roy <marie@example.org>', 'marie@example.org'],
		['mailto:marie@example.org', 'marie@example.org'],
		["o'brien+list@mail.example.net", "o'brien+list@mail.example.net"],
		['élodie@exämple.org', 'élodie@exämple.org'],
	])('%s', (text, email) => expect(readEmail(text)).toBe(email));
	test.each([
		'',
		'@',
		'marie',
		'marie@',
		'@example.org',
		'a@b',
		'a b@example.org',
		'e..menard@exemple.fr',
		'.a@example.org',
		'a@-example.org',
		'a@example.o',
		'a@b@c.org',
		`${'a'.repeat(65)}@example.org`,
		`${'<'.repeat(400)}`,
	])('%j is none', (text) => expect(readEmail(text)).toBeNull());
});
