/** Looks at a page as everybody sees it: on a phone and at a desk, by day and by night, judged by axe and kept as a picture. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import { DESK, PHONE, type Visitor } from './browser.ts';

const MAP_SETTLES_MS = 1500;
const SCREENSHOTS = join(import.meta.dirname, '../test-results/screenshots');

/** Pictures go to test-results/screenshots/JOURNEY/NAME-WIDTH-THEME.png. The page has the visitor's own window again afterwards. */
export async function lookAt({ page, faults }: Visitor, journey: string, name: string): Promise<void> {
	const before = page.viewportSize() ?? DESK;
	const findings: string[] = [];
	for (const size of [PHONE, DESK]) {
		await page.setViewportSize(size);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			findings.push(...(await judge({ page })).map((finding) => `${name} at ${size.width} px, ${colorScheme}: ${finding}`));
			// A map that was given another shape asks for its people again.
			if ((await page.locator('canvas').count()) > 0) await sleep(MAP_SETTLES_MS);
			await keepPicture({ page }, journey, `${name}-${size.width}-${colorScheme}`);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			if (overflow > 0) findings.push(`${name} at ${size.width} px: ${overflow} px wider than the window`);
		}
	}
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize(before);
	expect.soft(findings).toEqual([]);
	expect.soft(faults, `faults up to ${name}`).toEqual([]);
}

export async function keepPicture({ page }: Pick<Visitor, 'page'>, journey: string, name: string): Promise<void> {
	mkdirSync(join(SCREENSHOTS, journey), { recursive: true });
	await page.screenshot({ path: join(SCREENSHOTS, journey, `${name}.png`) });
}

/** One line for each rule that is broken, with the places. */
export async function judge({ page }: Pick<Visitor, 'page'>): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
	return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`);
}
