import { expect, test } from 'vitest';
import { check } from './messages.ts';
import { plantTree } from './planted-tree.ts';

const said = (...keys: string[]) => `import { m } from '#locales/compiled/messages.js';\n${keys.map((key) => `m.${key}();`).join('\n')}`;
const plural = (one: string, other: string) => [
	{
		declarations: ['input count', 'local countPlural = count: plural'],
		selectors: ['countPlural'],
		match: { 'countPlural=one': one, 'countPlural=*': other },
	},
];

function speak(english: object, french: object, source: string) {
	return check.run(
		plantTree({
			'app/src/locales/en/people.json': JSON.stringify(english, null, '\t'),
			'app/src/locales/fr/people.json': JSON.stringify(french, null, '\t'),
			'app/src/routes/+page.svelte': source,
		}),
	);
}

test('the same words in both languages pass, plurals too', async () => {
	const english = { people_hi: 'Hi {name}', people_count: plural('One', '{count} people') };
	const french = { people_hi: 'Bonjour {name}', people_count: plural('Une', '{count} personnes') };
	expect(await speak(english, french, said('people_hi', 'people_count'))).toEqual([]);
});

test.each([
	['not said in French', { people_hi: 'Hi' }, {}, said('people_hi')],
	['not said in English', {}, { people_hi: 'Salut' }, ''],
	['takes (prenom)', { people_hi: 'Hi {name}' }, { people_hi: 'Salut {prenom}' }, said('people_hi')],
	['is empty', { people_hi: 'Hi' }, { people_hi: ' ' }, said('people_hi')],
	['said nowhere', { people_hi: 'Hi' }, { people_hi: 'Salut' }, '// m.people_hi()'],
	['no language knows', {}, {}, said('people_gone')],
])('a message that is %s is found', async (words, english, french, source) => {
	expect(await speak(english, french, source)).toEqual([expect.stringContaining(words)]);
});

test('keys chosen at run time count as said', async () => {
	const both = { people_sort_name: 'Name', people_sort_age: 'Age', people_title: 'People' };
	// biome-ignore lint/suspicious/noTemplateCurlyInString: source text, looked at and never run
	expect(await speak(both, both, "const title = 'people_title'; m[`people_sort_${column}`]()")).toEqual([]);
});

test('a key in two files, and a file that the settings forget, are found', async () => {
	const findings = await check.run(
		plantTree({
			'app/src/locales/en/people.json': '{"people_hi":"Hi"}',
			'app/src/locales/en/places.json': '{"people_hi":"Ho"}',
			'app/src/locales/fr/people.json': '{"people_hi":"Salut"}',
			'app/project.inlang/settings.json': '"./src/locales/{locale}/people.json"',
			'app/src/routes/+page.svelte': said('people_hi'),
		}),
	);
	expect(findings).toEqual([expect.stringContaining('also in'), expect.stringContaining('does not read {locale}/places.json')]);
});
