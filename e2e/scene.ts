/** What every journey begins with: a node that was just started and a browser, both gone when the journey ends. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openBrowser } from './browser.ts';
import { type StartedNode, startNode } from './started-node.ts';

const FAILURES = join(import.meta.dirname, '../test-results/failures');

export type Scene = { node: StartedNode; browser: Browser };

/**
 * To be called once in a file. What it returns is filled before the first step. A step that could not go on ends the journey:
 * the others are skipped. After any failure, test-results/failures shows what every visitor had before them.
 */
export function setScene(options: Parameters<typeof startNode>[0] & { browser?: string[] } = {}): Scene {
	const scene = {} as Scene;
	let isOver = false;
	beforeAll(async () => {
		scene.node = await startNode(options);
		scene.browser = await openBrowser(options.browser);
	});
	beforeEach((context) => context.skip(isOver, 'an earlier step failed'));
	afterEach(async ({ task }) => {
		if (task.result?.state !== 'fail') return;
		isOver = task.result.errors?.some(({ name }) => name !== 'AssertionError') ?? true;
		await photograph(scene.browser, task.name);
		console.error(scene.node.said());
	});
	afterAll(async () => {
		await scene.browser?.close();
		await scene.node?.stop();
	});
	return scene;
}

async function photograph(browser: Browser, step: string): Promise<void> {
	mkdirSync(FAILURES, { recursive: true });
	const pages = browser.contexts().flatMap((context) => context.pages());
	for (const [at, page] of pages.entries()) {
		console.error(`visitor ${at + 1} was at ${page.url()}`);
		await page.screenshot({ path: join(FAILURES, `${step.slice(0, 60)} ${at + 1}.png`) }).catch(() => {});
	}
}
