/** How people get in: setting a node up, signing in, codes of an authenticator app. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import type { Visitor } from './browser.ts';

export type Member = { name: string; email: string; password: string; app?: AuthenticatorApp };

/** Shows each code once, as the node takes each once: codes of the step before and after are taken as well. */
export class AuthenticatorApp {
	readonly #totp: TOTP;
	#lastStep = 0;
	constructor(secret: string) {
		this.#totp = new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) });
	}
	async nextCode(): Promise<string> {
		const step = () => Math.floor(Date.now() / 30_000);
		const wanted = Math.max(step() - 1, this.#lastStep + 1);
		while (wanted > step() + 1) await sleep(200);
		this.#lastStep = wanted;
		return this.#totp.generate({ timestamp: wanted * 30_000 });
	}
}

export const ada: Member = { name: 'Ada Morel', email: 'ada@example.org', password: 'otter lantern quarry violin' };

/** Sets the node up as `member`, second factor included; ends on their home. */
export async function setNodeUp({ page }: Visitor, setUpLink: string, member: Member = ada): Promise<void> {
	await page.goto(setUpLink);
	await page.getByLabel('Name of the group').fill('Riverside Together');
	await page.getByLabel('Your name').fill(member.name);
	await page.getByLabel('E-mail').fill(member.email);
	await page.getByLabel('Password').fill(member.password);
	await page.locator('main form').getByRole('button').click();
	await setUpSecondFactor({ page }, member);
	await page.getByRole('link', { name: 'I have kept them' }).click();
	await page.waitForURL('**/home');
}

/** From the page that shows the secret to the page that shows the recovery codes. */
export async function setUpSecondFactor({ page }: Pick<Visitor, 'page'>, member: Member): Promise<void> {
	const secret = await page.locator('code').first().textContent();
	member.app = new AuthenticatorApp(secret ?? '');
	await page.getByLabel('Six digits from the app').fill(await member.app.nextCode());
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
}

export async function signIn({ page }: Visitor, { email, password, app }: Member): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	if (!app) return;
	await page.getByLabel('Code').fill(await app.nextCode());
	await page.getByRole('button', { name: 'Go on' }).click();
}
