import { expect, test } from 'vitest';
import { keepPicture } from './accessible.ts';
import { PHONE, type Visitor, welcome } from './browser.ts';
import { makeElectoralRoll } from './electoral-roll.ts';
import { ada, setNodeUp, signIn } from './entering.ts';
import { setScene } from './scene.ts';

const journey = 'no-javascript-no-obstacle';
const scene = setScene();
const roll = makeElectoralRoll(300);
let visitor: Visitor;

test('setting up, signing out and signing in with a code', async () => {
	visitor = await welcome(scene.browser, scene.node.address, { javaScriptEnabled: false });
	const { page } = visitor;
	await setNodeUp(visitor, scene.node.setUpLink);
	await keepPicture(visitor, journey, 'home');
	await page.locator('summary', { hasText: 'Your account' }).click();
	await page.getByRole('button', { name: 'Log out' }).click();
	await page.goto('/people');
	expect(new URL(page.url()).pathname).toBe('/sign-in');
	await signIn(visitor, ada);
	await page.waitForURL('**/home');
});

test('a file goes in, is checked, started and done while the page looks by itself', async () => {
	const { page } = visitor;
	await page.goto('/people/imports');
	await page.locator('input[type=file]').setInputFiles({ name: 'riverside.csv', mimeType: 'text/csv', buffer: Buffer.from(roll.text) });
	await page.getByRole('button', { name: 'Check this file' }).click();
	await page.getByText('French electoral roll, 300 rows').waitFor({ timeout: 30_000 });
	await keepPicture(visitor, journey, 'dry-run');
	await page.getByRole('button', { name: /^Import 300 rows/ }).click();
	await page.getByText('Done: 300 new people').waitFor({ timeout: 60_000 });
	await keepPicture(visitor, journey, 'done');
});

test('people are listed page by page, found, and opened', async () => {
	const { page } = visitor;
	await page.goto('/people');
	await page.getByText('300 people').first().waitFor();
	await keepPicture(visitor, journey, 'people');
	const met: (string | null)[] = [];
	for (const next = page.getByRole('link', { name: 'Next' }); ; await next.click()) {
		met.push(...(await page.locator('main a[href^="/people/0"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))));
		if ((await next.count()) === 0) break;
	}
	expect(new Set(met).size, 'everybody').toBe(300);
	expect(met.length, 'nobody twice').toBe(300);
	await page.locator('main').getByRole('searchbox').fill('leclerc elodie');
	await page.getByRole('button', { name: 'Search' }).click();
	await page.getByRole('link', { name: /Élodie/ }).click();
	await page.getByRole('heading', { level: 1, name: /Élodie Marie Leclerc/i }).waitFor();
	await keepPicture(visitor, journey, 'person');
	await page.setViewportSize(PHONE);
	await keepPicture(visitor, journey, 'person-phone');
	expect(visitor.faults).toEqual([]);
});
