import { expect, test } from 'vitest';
import { lookAt } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { ada, setUpSecondFactor } from './entering.ts';
import { setScene } from './scene.ts';

const journey = 'newcomer-sets-up-a-node';
const scene = setScene();
let visitor: Visitor;

test('opening the set-up link does not use it up', async () => {
	visitor = await welcome(scene.browser, scene.node.address);
	const { page } = visitor;
	for (let visit = 0; visit < 2; visit++) {
		await page.goto(scene.node.setUpLink);
		await page.getByRole('heading', { name: 'Set up your node' }).waitFor();
		expect(await page.getByRole('button', { name: 'Set up' }).count()).toBe(1);
	}
	await lookAt(visitor, journey, 'set-up');
});

test('what is wrong is said beside its field, and nothing that was typed is lost', async () => {
	const { page } = visitor;
	await page.getByLabel('Name of the group').fill('Riverside Together');
	await page.getByLabel('Time zone').selectOption('America/Toronto');
	await page.getByLabel('Your name').fill(ada.name);
	await page.getByLabel('E-mail').fill(ada.email);
	await page.getByLabel('Password').fill('short');
	await page.getByRole('button', { name: 'Set up' }).click();
	await expect.poll(() => page.getByLabel('Password').getAttribute('aria-invalid')).toBe('true');
	const description = (await page.getByLabel('Password').getAttribute('aria-describedby'))?.split(' ')[0] ?? '';
	expect(await page.locator(`[id="${description}"]`).textContent()).toContain('Too short: ten characters at least.');
	expect(await page.getByLabel('Name of the group').inputValue()).toBe('Riverside Together');
	expect(await page.getByLabel('Time zone').inputValue()).toBe('America/Toronto');
	expect(await page.getByLabel('Your name').inputValue()).toBe(ada.name);
	expect(await page.getByLabel('E-mail').inputValue()).toBe(ada.email);
	await lookAt(visitor, journey, 'set-up-refused');
});

test('a password, then an app that proves it has the secret, then recovery codes', async () => {
	const { page } = visitor;
	await page.getByLabel('Password').fill(ada.password);
	await page.getByRole('button', { name: 'Set up' }).click();
	await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
	await lookAt(visitor, journey, 'second-factor');
	const secret = await page.locator('code').first().textContent();
	await page.getByLabel('Six digits from the app').fill('000000');
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByText('This code does not fit').waitFor();
	expect(await page.locator('code').first().textContent(), 'the app that was set up stays right').toBe(secret);
	await setUpSecondFactor(visitor, ada);
	const codes = await page.locator('code').allInnerTexts();
	expect(new Set(codes).size).toBe(10);
	await lookAt(visitor, journey, 'recovery-codes');
	await page.getByRole('link', { name: 'I have kept them' }).click();
	await page.waitForURL('**/home');
	await page.getByRole('heading', { level: 1 }).waitFor();
	await lookAt(visitor, journey, 'home');
});

test('the set-up link works once', async () => {
	const stranger = await welcome(scene.browser, scene.node.address);
	await stranger.page.goto(scene.node.setUpLink);
	await stranger.page.getByText('This link has been used, or its time is over').waitFor();
	expect(await stranger.page.getByRole('button', { name: 'Set up' }).count()).toBe(0);
	await lookAt(stranger, journey, 'set-up-over');
	const answer = await stranger.context.request.post(scene.node.setUpLink, {
		headers: { origin: scene.node.address },
		form: {
			name: 'Thieves',
			defaultLocale: 'en',
			defaultCountry: 'FR',
			timeZone: 'Europe/Paris',
			displayName: 'Mallory',
			email: 'mallory@example.org',
			password: 'orchard pebble drum sail',
		},
	});
	expect(answer.status()).toBe(400);
	await stranger.page.goto('/');
	expect(await stranger.page.getByRole('heading', { level: 1 }).textContent()).toBe('Riverside Together');
	await lookAt(stranger, journey, 'front');
});
