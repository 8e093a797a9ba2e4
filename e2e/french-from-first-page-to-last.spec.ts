import { expect, test } from 'vitest';
import { keepPicture } from './accessible.ts';
import { PHONE, type Visitor, welcome } from './browser.ts';
import { AuthenticatorApp, ada } from './entering.ts';
import { findEnglish } from './language.ts';
import { bringPeopleIn } from './people-brought-in.ts';
import { setScene } from './scene.ts';

const journey = 'french-from-first-page-to-last';
const scene = setScene();
let visitor: Visitor;

async function read(name: string): Promise<void> {
	const { page } = visitor;
	await page.getByRole('heading', { level: 1 }).waitFor();
	expect.soft(await page.locator('html').getAttribute('lang'), name).toBe('fr');
	expect.soft(await findEnglish(page), `English on ${name}`).toEqual([]);
	await keepPicture(visitor, journey, name);
}

test('an English page is recognised as such', async () => {
	const reader = await welcome(scene.browser, scene.node.address);
	await reader.page.goto('/sign-in');
	expect(await findEnglish(reader.page)).toContain('Send me a link by mail instead');
	await reader.context.close();
});

test('setting a node up, all in French', async () => {
	visitor = await welcome(scene.browser, scene.node.address, { locale: 'fr-FR', viewport: PHONE });
	const { page } = visitor;
	for (const [name, path] of [
		['front', '/'],
		['sign-in', '/sign-in'],
		['link', '/sign-in/link'],
		['reset', '/reset'],
		['set-up', scene.node.setUpLink],
	] as const) {
		await page.goto(path);
		await read(name);
	}
	const fill = (name: string, value: string) => page.locator(`[name="${name}"]`).fill(value);
	const goOn = () => page.locator('main form button').first().click();
	await fill('name', 'Riverside Ensemble');
	await fill('displayName', ada.name);
	await fill('email', ada.email);
	await fill('password', 'azerty');
	await goOn();
	await read('set-up-refused');
	await fill('password', ada.password);
	await goOn();
	await page.waitForURL('**/second-factor');
	await read('second-factor');
	await fill('code', await new AuthenticatorApp((await page.locator('code').first().textContent()) ?? '').nextCode());
	await goOn();
	await page.locator('code').nth(9).waitFor();
	await read('recovery-codes');
	await page.goto('/home');
	await read('home-empty');
	await page.goto('/people');
	await read('people-empty');
});

test('importing, finding people and every room, all in French', async () => {
	const { page } = visitor;
	await bringPeopleIn(scene.node, 60);
	for (const path of ['home', 'people', 'people/map', 'people/imports', 'places', 'team', 'settings', 'settings/health', 'mail', 'audit']) {
		await page.goto(`/${path}`);
		await read(path.replace('/', '-'));
	}
	for (const path of ['notifications', 'account', 'people?q=zzyzx', 'people?q=lecler', 'nowhere']) {
		await page.goto(`/${path}`);
		await read(path.replace(/\W+/g, '-'));
	}
	await page.goto('/people/imports');
	await page.locator('main a[href^="/people/imports/"]').first().click();
	await page.waitForURL(/imports\/[0-9a-f-]{36}$/);
	await read('import-done');
	await page.goto('/people');
	await page.locator('main a[href^="/people/0"]').first().click();
	await page.waitForURL(/people\/[0-9a-f-]{36}$/);
	await read('person');
	expect(visitor.faults).toEqual([]);
});
