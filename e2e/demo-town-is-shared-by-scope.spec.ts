import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepPicture, lookAt } from './accessible.ts';
import { openBrowser, type Visitor, welcome } from './browser.ts';
import { setNodeUp } from './entering.ts';
import { setScene } from './scene.ts';

const journey = 'demo-town-is-shared-by-scope';
const scene = setScene({ words: ['--demo'] });
let administrator: Visitor;
let lead: Visitor;
let flat: Browser;
const louis = { name: 'Louis Weir', email: 'louis@example.org' };

beforeAll(async () => {
	administrator = await welcome(scene.browser, scene.node.address);
	await setNodeUp(administrator, scene.node.setUpLink);
	flat = await openBrowser(['--disable-3d-apis']);
});
afterAll(() => flat?.close());

test('Riverside is on the map with its people, streets and river', async () => {
	const { page } = administrator;
	const asked = page.waitForResponse(/\/people\/map\/points\?/);
	await page.goto('/people/map');
	await page.getByText('8,000 people').first().waitFor();
	await page.locator('canvas').waitFor();
	const { features } = (await (await asked).json()) as { features: { properties: { count?: number } }[] };
	expect(features.reduce((sum, { properties }) => sum + (properties.count ?? 1), 0)).toBeGreaterThan(7000);
	await lookAt(administrator, journey, 'map');
	await page.goto('/places');
	await page.getByRole('heading', { level: 1, name: 'Places' }).waitFor();
	await lookAt(administrator, journey, 'places');
	await page.goto('/people');
	await page.getByText('8,000 people').first().waitFor();
	await lookAt(administrator, journey, 'people');
});

test('the map is there without WebGL, and without JavaScript', async () => {
	const cookies = await administrator.context.cookies();
	for (const [name, browser, javaScriptEnabled] of [
		['without-webgl', flat, true],
		['without-javascript', scene.browser, false],
	] as const) {
		const visitor = await welcome(browser, scene.node.address, { javaScriptEnabled });
		await visitor.context.addCookies(cookies);
		const { page } = visitor;
		await page.goto('/people/map');
		await page.getByText('8,000 people').first().waitFor();
		const picture = page.locator('figure svg').first();
		await picture.waitFor();
		expect(await picture.locator('path').count(), 'streets, river and houses').toBeGreaterThan(10);
		expect(await page.locator('canvas').count()).toBe(0);
		if (javaScriptEnabled) await lookAt(visitor, journey, `map-${name}`);
		else await keepPicture(visitor, journey, `map-${name}`);
		await page.locator('figure a[href*="at="]').first().click();
		await page.waitForURL(/at=/);
		await page.goto('/places');
		await page.locator('figure svg').first().waitFor();
		expect(visitor.faults).toEqual([]);
		await visitor.context.close();
	}
});

test('a group lead who is invited with a quarter sees the people of that quarter', async () => {
	const { page } = administrator;
	await page.goto('/team');
	await page.getByLabel('E-mail').fill(louis.email);
	await page.getByRole('radio', { name: /^Group lead/ }).check();
	await page.getByRole('button', { name: 'Invite', exact: true }).click();
	await page.getByText('Choose the area that this person leads.').waitFor();
	await lookAt(administrator, journey, 'team-area-missing');
	await page
		.locator('form.narrow select[name=areaId], form:has([name=email]) select[name=areaId]')
		.first()
		.selectOption({ label: 'Old Town' });
	await page.getByRole('button', { name: 'Invite', exact: true }).click();
	await page.getByText('The invitation is on its way').waitFor();

	lead = await welcome(scene.browser, scene.node.address);
	await lead.page.goto(await scene.node.letterBox.takeLink(louis.email, '/invitation/'));
	await lead.page.getByLabel('Your name').fill(louis.name);
	await lead.page.getByRole('button', { name: 'Join' }).click();
	await lead.page.waitForURL('**/home');
	await lookAt(lead, journey, 'lead-home');
	// The filters act by themselves once the page is awake; before, its button does.
	await page.goto('/people', { waitUntil: 'networkidle' });
	await page.getByLabel('Area').selectOption({ label: 'Old Town' });
	await page.waitForURL(/areaId=/);
	const those = await countOf(administrator);
	await lead.page.goto('/people');
	expect(await countOf(lead)).toBe(those);
	expect(those).toBeGreaterThan(100);
	expect(those).toBeLessThan(4000);
	await lookAt(lead, journey, 'lead-people');
});

test('whoever lives elsewhere is not there for the lead, by whatever address', async () => {
	const { page } = administrator;
	await page.goto('/people');
	const inside = await hrefsOf(lead);
	await page.goto('/people', { waitUntil: 'networkidle' });
	const other = (await page.getByLabel('Area').locator('option').allTextContents()).find(
		(name) => !/Old Town|Everywhere|Riverside/.test(name),
	);
	await page.getByLabel('Area').selectOption({ label: other ?? '' });
	await page.waitForURL(/areaId=/);
	await page.waitForLoadState('networkidle');
	const [outside = ''] = await hrefsOf(administrator);
	expect(inside).not.toContain(outside);
	expect((await lead.page.goto(inside[0] ?? ''))?.status()).toBe(200);
	await lookAt(lead, journey, 'lead-person');
	expect((await lead.page.goto(outside))?.status()).toBe(404);
	await lookAt(lead, journey, 'lead-person-elsewhere');
	for (const path of ['/people/imports', '/team', '/settings', '/audit', '/mail']) {
		expect((await lead.page.goto(path))?.status(), path).toBe(404);
	}
	expect((await administrator.context.request.get(outside)).status()).toBe(200);
});

async function countOf({ page }: Visitor): Promise<number> {
	await page.waitForLoadState('networkidle');
	const words = await page
		.locator('main')
		.getByText(/^[\d,]+ people$/)
		.first()
		.textContent();
	return Number(words?.replace(/\D/g, ''));
}

async function hrefsOf({ page }: Visitor): Promise<string[]> {
	const links = await page.locator('main a[href^="/people/0"]').all();
	return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}
