import { expect, test } from 'vitest';
import { lookAt } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { setNodeUp, signIn } from './entering.ts';
import { setScene } from './scene.ts';

const journey = 'letters-open-doors';
const scene = setScene();
const arrive = () => welcome(scene.browser, scene.node.address);
let administrator: Visitor;
let volunteer: Visitor;
const vera = { name: 'Vera Quay', email: 'vera@example.org', password: 'kettle harbour moss drum' };

test('a volunteer who is invited by mail joins, finds the field and none of the people', async () => {
	administrator = await arrive();
	await setNodeUp(administrator, scene.node.setUpLink);
	await administrator.page.getByRole('link', { name: 'Team', exact: true }).click();
	await administrator.page.getByLabel('E-mail').fill(vera.email);
	await administrator.page.getByRole('radio', { name: /^Volunteer/ }).check();
	await administrator.page.getByRole('button', { name: 'Invite', exact: true }).click();
	await administrator.page.getByText('The invitation is on its way').waitFor();
	await lookAt(administrator, journey, 'team-invited');

	volunteer = await arrive();
	const { page } = volunteer;
	const link = await scene.node.letterBox.takeLink(vera.email, '/invitation/');
	for (let visit = 0; visit < 2; visit++) await page.goto(link);
	await lookAt(volunteer, journey, 'invitation');
	await page.getByLabel('Your name').fill(vera.name);
	await page.getByLabel('Password').fill(vera.password);
	await page.getByRole('button', { name: 'Join' }).click();
	await page.waitForURL('**/field');
	await page.getByRole('heading', { name: `Hello ${vera.name}` }).waitFor();
	await lookAt(volunteer, journey, 'field');
	for (const path of ['/people', '/people/imports', '/team', '/settings', '/audit']) {
		await page.goto(path);
		expect(new URL(page.url()).pathname, path).toBe('/field');
	}
	await page.goto('/notifications');
	await lookAt(volunteer, journey, 'notifications');
	await page.goto('/account');
	await lookAt(volunteer, journey, 'account');
});

test('a wrong password and an unknown address get the same words', async () => {
	const stranger = await arrive();
	const answers: (string | null)[] = [];
	for (const [email, password] of [
		[vera.email, 'wrong horse battery staple'],
		['nobody@example.org', 'wrong horse battery staple'],
	] as const) {
		await signIn(stranger, { name: '', email, password });
		await stranger.page.getByRole('alert').waitFor();
		answers.push(await stranger.page.getByRole('alert').textContent());
		expect(await stranger.page.getByLabel('E-mail').inputValue()).toBe(email);
	}
	expect(answers[0]).toContain('This does not open an account.');
	expect(answers[0]).toBe(answers[1]);
	await lookAt(stranger, journey, 'sign-in-refused');

	const promises: (string | null)[] = [];
	for (const email of ['nobody@example.org', vera.email]) {
		await stranger.page.goto('/sign-in/link');
		await stranger.page.getByLabel('E-mail').fill(email);
		await stranger.page.getByRole('button', { name: 'Send the link' }).click();
		await stranger.page.getByText('Look into your mail').waitFor();
		promises.push(await stranger.page.locator('main').textContent());
	}
	expect(promises[0]).toBe(promises[1]);
	await lookAt(stranger, journey, 'link-sent');
});

test('the link in the letter signs in once, after a press of its button', async () => {
	const other = await arrive();
	const link = await scene.node.letterBox.takeLink(vera.email, '/sign-in/link/');
	for (let visit = 0; visit < 2; visit++) await other.page.goto(link);
	await lookAt(other, journey, 'link');
	await other.page.getByRole('button', { name: 'Sign in' }).click();
	await other.page.waitForURL('**/field');
	const again = await arrive();
	await again.page.goto(link);
	await again.page.getByText('This link has been used, or its time is over').waitFor();
	await lookAt(again, journey, 'link-over');
	expect(scene.node.letterBox.letters.filter(({ to }) => to === 'nobody@example.org')).toEqual([]);

	await volunteer.page.goto('/account');
	const sessions = volunteer.page.locator('section').filter({ hasText: 'Where you are signed in' }).getByRole('listitem');
	expect(await sessions.count()).toBe(2);
	await volunteer.page.getByRole('button', { name: 'Sign out there' }).click();
	await volunteer.page.getByText('Signed out there.').waitFor();
	expect(await sessions.count()).toBe(1);
	await other.page.getByRole('link', { name: 'Notifications' }).click();
	await other.page.waitForURL('**/sign-in?**');
});

test('a forgotten password is replaced by letter; an account that is disabled is out at its next click', async () => {
	const { page } = await arrive();
	await page.goto('/reset');
	await page.getByLabel('E-mail').fill(vera.email);
	await page.locator('main form').getByRole('button').click();
	await page.getByText('Look into your mail').waitFor();
	await page.goto(await scene.node.letterBox.takeLink(vera.email, '/reset/'));
	await page.getByLabel('Password').fill('ladder comet willow brick');
	await page.getByRole('button', { name: 'Save the password' }).click();
	await page.waitForURL('**/field');
	await administrator.page.goto('/team');
	const card = administrator.page.getByRole('listitem').filter({ hasText: vera.email });
	await card.locator('summary').click();
	await card.getByRole('button', { name: 'Disable the account' }).click();
	await card.getByText('disabled', { exact: true }).waitFor();
	await page.goto('/field');
	await page.waitForURL('**/sign-in**');
});

test('the administrator reads every letter in the node, without its secrets', async () => {
	const { page } = administrator;
	await page.goto('/mail');
	await page.getByText('You are invited to').first().waitFor();
	expect(await page.content()).not.toMatch(/\/(invitation|sign-in\/link|reset)\/[A-Za-z0-9_-]{43}/);
	await lookAt(administrator, journey, 'mail');
	await page.goto('/audit');
	await page.getByRole('heading', { level: 1 }).waitFor();
	await lookAt(administrator, journey, 'audit');
	await page.goto('/settings');
	await lookAt(administrator, journey, 'settings');
	await page.goto('/settings/health');
	await lookAt(administrator, journey, 'health');
});
