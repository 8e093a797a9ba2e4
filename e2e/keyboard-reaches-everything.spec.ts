import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { lookAt } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { ada, setNodeUp } from './entering.ts';
import { bringPeopleIn } from './people-brought-in.ts';
import { setScene } from './scene.ts';

const journey = 'keyboard-reaches-everything';
const scene = setScene();
let visitor: Visitor;

beforeAll(async () => {
	const before = await welcome(scene.browser, scene.node.address);
	await setNodeUp(before, scene.node.setUpLink);
	await before.context.close();
	await bringPeopleIn(scene.node, 300);
	visitor = await welcome(scene.browser, scene.node.address);
});

test('signing in, code included, without a mouse', async () => {
	const { page } = visitor;
	await page.goto('/sign-in');
	await page.keyboard.press('Tab');
	expect(await nameOfFocus(page)).toBe('Skip to the content');
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
	await tabTo(page, 'E-mail');
	await page.keyboard.type(ada.email);
	await tabTo(page, 'Password');
	await page.keyboard.type(ada.password);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'One more step' }).waitFor();
	await tabTo(page, 'Code');
	await page.keyboard.type((await ada.app?.nextCode()) ?? '');
	await tabTo(page, 'Go on');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/home/);
});

test('from home to a person in the table and back', async () => {
	const { page } = visitor;
	await page.waitForLoadState('networkidle');
	await tabTo(page, 'People');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
	await tabTo(page, /row/);
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
	await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))).toBe('4');
	expect(await isFocusVisible(page)).toBe(true);
	await lookAt(visitor, journey, 'row');
	const name = await page.evaluate(() => document.activeElement?.querySelector('a')?.textContent?.trim());
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(name?.split(' ').at(-1));
	await tabTo(page, 'People');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
	await tabTo(page, /row/);
	await page.keyboard.press('End');
	await page.getByRole('row').and(page.locator('[aria-rowindex="301"]')).waitFor();
	await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))).toBe('301');
});

test('the menu of the account opens, closes and hands its focus back', async () => {
	const { page } = visitor;
	await page.goto('/home', { waitUntil: 'networkidle' });
	await tabTo(page, /Your account/);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Log out' }).waitFor();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Log out' }).waitFor({ state: 'hidden' });
	expect(await nameOfFocus(page)).toContain('Your account');
});

test('Ctrl K finds a person from anywhere', async () => {
	const { page } = visitor;
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').waitFor();
	await page.keyboard.type('leclerc elodie');
	await page
		.getByRole('dialog')
		.getByText(/Élodie/)
		.first()
		.waitFor();
	await lookAt(visitor, journey, 'palette');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
	await page.getByRole('heading', { level: 1, name: /Élodie Marie Leclerc/i }).waitFor();
	expect(visitor.faults).toEqual([]);
});

/** Presses Tab until what is named so has the focus; everything passed on the way must show that it has it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
	const passed: string[] = [];
	for (let press = 0; press < 60; press++) {
		await page.keyboard.press('Tab');
		const here = await nameOfFocus(page);
		if (here !== 'body') expect(await isFocusVisible(page), `focus on «${here}» is seen`).toBe(true);
		if (typeof name === 'string' ? here === name : name.test(here)) return;
		passed.push(here);
	}
	throw new Error(`Tab never reached ${name}, only ${passed.join(', ')}`);
}

function nameOfFocus(page: Page): Promise<string> {
	return page.evaluate(() => {
		const here = document.activeElement;
		// The content itself has the focus after the skip link; it is a place to read on, not a thing to press.
		if (!here || here === document.body || here.id === 'content') return 'body';
		if (here.getAttribute('role') === 'row') return `row ${here.getAttribute('aria-rowindex')}`;
		const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : undefined;
		return (here.getAttribute('aria-label') ?? label ?? here.textContent ?? '').replace(/\s+/g, ' ').trim();
	});
}

/** The focused element has an outline or a shadow, or the frame around it has. */
function isFocusVisible(page: Page): Promise<boolean> {
	return page.evaluate(() => {
		const here = document.activeElement as HTMLElement;
		const { width, height } = here.getBoundingClientRect();
		const marked = [here, here.parentElement, here.parentElement?.parentElement].some((element) => {
			if (!element) return false;
			const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
			return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || (element === here && boxShadow !== 'none');
		});
		return width > 0 && height > 0 && marked;
	});
}
