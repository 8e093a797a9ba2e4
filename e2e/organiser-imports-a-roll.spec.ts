import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { lookAt } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { groundswell } from './command-line.ts';
import { HEADERS, makeElectoralRoll } from './electoral-roll.ts';
import { setNodeUp } from './entering.ts';
import { setScene } from './scene.ts';

const journey = 'organiser-imports-a-roll';
const scene = setScene();
const size = 300;
const roll = makeElectoralRoll(size);
let visitor: Visitor;

const fileOf = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const openLast = () => visitor.page.getByRole('heading', { level: 1 });

beforeAll(async () => {
	const addresses = join(scene.node.dataFolder, 'addresses.csv');
	writeFileSync(addresses, roll.addresses);
	await groundswell(scene.node.dataFolder, ['addresses', 'import', addresses]);
	visitor = await welcome(scene.browser, scene.node.address);
	await setNodeUp(visitor, scene.node.setUpLink);
});

test('an empty node says where to begin', async () => {
	const { page } = visitor;
	await page.getByRole('link', { name: 'People', exact: true }).click();
	await page.getByText('Nobody yet').waitFor();
	await lookAt(visitor, journey, 'people-none');
	await page.getByRole('link', { name: 'Import a file' }).first().click();
	await page.getByRole('heading', { name: 'Import people' }).waitFor();
	await lookAt(visitor, journey, 'imports-none');
});

test('a file that cannot be read is refused in words', async () => {
	const { page } = visitor;
	for (const [name, content, words] of [
		['people.xlsx', Buffer.from('504b0304140006000800', 'hex'), 'This is a workbook or a ZIP archive.'],
		['shopping.csv', 'apples;pears\n3;4\n', 'No column of this file seems to name people.'],
	] as const) {
		await page.goto('/people/imports');
		await page.locator('input[type=file]').setInputFiles(fileOf(name, content));
		await page.getByRole('button', { name: 'Check this file' }).click();
		await page.getByText(words).waitFor();
		expect(await openLast().textContent()).toContain(name);
		await lookAt(visitor, journey, `refused-${name.split('.')[0]}`);
	}
});

test('the roll is recognised and nothing is written before the organiser says so', async () => {
	const { page } = visitor;
	const broken = roll.text.replace(/\r\n$/, '\r\n"77999";"Riverside";"only three"\r\n');
	await page.goto('/people/imports');
	await page.locator('input[type=file]').setInputFiles(fileOf('riverside.csv', broken));
	await page.getByRole('button', { name: 'Check this file' }).click();
	await page.getByText(`French electoral roll, ${size + 1} rows`).waitFor();
	await page.getByText('What would happen').waitFor();
	expect(await page.locator('main').textContent()).toContain('Rows with more or fewer cells than the header');
	await lookAt(visitor, journey, 'dry-run');
	await page.goto('/people');
	await page.getByText('Nobody yet').waitFor();
});

test('started, it runs to its end and hands back the rows that it refused', async () => {
	const { page } = visitor;
	await page.goto('/people/imports');
	await page.getByRole('link', { name: 'riverside.csv' }).click();
	await page.getByRole('button', { name: /^Import 30\d rows/ }).click();
	await page.getByText(`Done: ${size} new people, 0 updated, 0 unchanged.`).waitFor({ timeout: 60_000 });
	await lookAt(visitor, journey, 'done');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download the refused row with its reason' }).click(),
	]);
	const refusals = readFileSync(await download.path(), 'utf8');
	expect(refusals).toContain('only three');
	await page.getByRole('link', { name: 'See the people' }).click();
	await page.getByText(`${size} people`).first().waitFor();
	await lookAt(visitor, journey, 'people');
});

test('somebody is found without accents or capitals, by place and by age', async () => {
	const { page } = visitor;
	await page.locator('main').getByRole('searchbox').fill('leclerc elodie');
	await page.getByRole('row', { name: /Leclerc/ }).waitFor();
	await expect.poll(() => page.getByText('1 person', { exact: true }).count()).toBeGreaterThan(0);
	await lookAt(visitor, journey, 'people-found');

	await page.goto('/people', { waitUntil: 'networkidle' });
	await page.getByLabel('Age from').fill('53');
	await page.getByRole('spinbutton', { name: 'to', exact: true }).fill('54');
	const aged = roll.people.filter(({ birthDate }) => isAged(birthDate, 53, 54));
	await page.getByText(`${aged.length} people`, { exact: true }).first().waitFor();
	const [station] = roll.people.map((person) => person.station);
	await page.getByLabel('Polling station').selectOption({ label: await labelOfStation(station ?? '') });
	const there = aged.filter((person) => person.station === station).length;
	await page
		.getByText(there === 1 ? '1 person' : `${there} people`, { exact: true })
		.first()
		.waitFor();
	await lookAt(visitor, journey, 'people-filtered');
	await page.getByRole('link', { name: 'Clear all' }).click();
	await page.getByText(`${size} people`).first().waitFor();

	await page.locator('main').getByRole('searchbox').fill('zzyzx');
	await page.getByText('Nobody matches').waitFor();
	await lookAt(visitor, journey, 'people-nobody');
});

test('the file of a person says where everything came from', async () => {
	const { page } = visitor;
	await page.goto('/people?q=LECLERC');
	await page
		.getByRole('link', { name: /Élodie/ })
		.first()
		.click();
	await page.getByRole('heading', { level: 1, name: /Élodie Marie Leclerc/i }).waitFor();
	await page.getByText('From the file riverside.csv').waitFor();
	await page.getByText('public register', { exact: true }).waitFor();
	await lookAt(visitor, journey, 'person');
});

test('everybody is on the map', async () => {
	const { page } = visitor;
	await page.getByRole('link', { name: 'Map', exact: true }).click();
	await page.getByRole('heading', { name: 'People on the map' }).waitFor();
	await page.getByText(`${size} people`).first().waitFor();
	await lookAt(visitor, journey, 'map');
});

test('the other spelling of the header is the same roll, and the same people', async () => {
	const { page } = visitor;
	await page.goto('/people/imports');
	await page.locator('input[type=file]').setInputFiles(fileOf('again.csv', makeElectoralRoll(size, HEADERS[1]).text));
	await page.getByRole('button', { name: 'Check this file' }).click();
	await page.getByText(`French electoral roll, ${size} rows`).waitFor();
	await page.getByRole('button', { name: /^Import 300 rows/ }).click();
	await page.getByText(`Done: 0 new people, 0 updated, ${size} unchanged.`).waitFor({ timeout: 60_000 });
});

function isAged(birthDate: string, from: number, to: number): boolean {
	const today = new Date().toISOString().slice(0, 10);
	const age = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0);
	return age >= from && age <= to;
}

async function labelOfStation(code: string): Promise<string> {
	const labels = await visitor.page.getByLabel('Polling station').locator('option').allTextContents();
	return labels.find((label) => label.includes(code)) ?? `no station ${code} among ${labels.join(', ')}`;
}
