import { expect, test } from 'vitest';
import { lookAt } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { ada, setNodeUp } from './entering.ts';
import { setScene } from './scene.ts';

const journey = 'passkey-replaces-password-and-code';
const scene = setScene();
let visitor: Visitor;

test('an administrator adds a passkey to the account', async () => {
	visitor = await welcome(scene.browser, scene.node.address);
	await holdAuthenticator(visitor);
	const { page } = visitor;
	await setNodeUp(visitor, scene.node.setUpLink);
	await page.locator('summary', { hasText: 'Your account' }).click();
	await page.getByRole('link', { name: 'Your account' }).click();
	await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
	await page.getByLabel('Name of the new passkey').fill('my phone');
	await page.getByRole('button', { name: 'Add a passkey' }).click();
	await page.getByRole('listitem').filter({ hasText: 'my phone' }).waitFor();
	await lookAt(visitor, journey, 'account');
});

test('signed out, the passkey alone opens the account again', async () => {
	const { page } = visitor;
	await page.locator('summary', { hasText: 'Your account' }).click();
	await page.getByRole('button', { name: 'Log out' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/account'));
	await page.goto('/account');
	await page.waitForURL('**/sign-in?to=%2Faccount');
	await lookAt(visitor, journey, 'sign-in');
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await page.waitForURL('**/account');
	await page.getByText(ada.email).first().waitFor();
	expect(await page.getByRole('listitem').filter({ hasText: 'my phone' }).textContent()).toContain('last used');
});

test('without the passkey in hand, the page says so and other ways stay open', async () => {
	const stranger = await welcome(scene.browser, scene.node.address);
	await holdAuthenticator(stranger);
	await stranger.page.goto('/sign-in');
	await stranger.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await stranger.page.getByText('The passkey did not answer').waitFor();
	expect(await stranger.page.getByLabel('Password').isVisible()).toBe(true);
	await lookAt(stranger, journey, 'sign-in-without-passkey');
});

/** A key in the visitor's pocket: Chromium's own authenticator, which says yes by itself. */
async function holdAuthenticator({ page, context }: Visitor): Promise<void> {
	const session = await context.newCDPSession(page);
	await session.send('WebAuthn.enable');
	await session.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}
