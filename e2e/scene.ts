/** What every journey begins with: a node that was just started and a browser, both gone when the journey ends. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { type StartedNode, startNode } from './started-node.ts';

export type Scene = { node: StartedNode; browser: Browser };

/** To be called once in a file. What it returns is filled before the first step. */
export function setScene(options: Parameters<typeof startNode>[0] = {}): Scene {
	const scene = {} as Scene;
	beforeAll(async () => {
		scene.node = await startNode(options);
		scene.browser = await openBrowser();
	});
	afterAll(async () => {
		await scene.browser?.close();
		await scene.node?.stop();
	});
	return scene;
}
