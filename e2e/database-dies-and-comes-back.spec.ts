import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { judge, keepPicture } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { setNodeUp } from './entering.ts';
import { bringPeopleIn } from './people-brought-in.ts';
import { setScene } from './scene.ts';

const journey = 'database-dies-and-comes-back';
const scene = setScene();
let visitor: Visitor;

beforeAll(async () => {
	visitor = await welcome(scene.browser, scene.node.address);
	await setNodeUp(visitor, scene.node.setUpLink);
	await bringPeopleIn(scene.node, 60);
});

test('while the database is away, pages say so politely and when to come again', async () => {
	const { page } = visitor;
	await page.goto('/people');
	await page.getByText('60 people').first().waitFor();
	const killer = keepKilling();
	try {
		const answer = await askUntil(503);
		expect(answer?.headers()['retry-after']).toMatch(/^\d+$/);
		const shown = await page.goto('/people');
		expect(shown?.status()).toBe(503);
		await page.getByRole('heading', { name: 'Back in a moment' }).waitFor();
		expect(await judge(visitor)).toEqual([]);
		await keepPicture(visitor, journey, 'away');
		for (let visit = 0; visit < 10; visit++) {
			const status = (await visitor.context.request.get('/people')).status();
			expect([200, 503]).toContain(status);
		}
	} finally {
		await killer.end();
	}
});

test('the page that said so shows the people again, and nobody did anything', async () => {
	const { page } = visitor;
	await page.getByRole('heading', { level: 1, name: 'People' }).waitFor({ timeout: 60_000 });
	await page.getByText('60 people').first().waitFor();
	await page.locator('main').getByRole('searchbox').fill('leclerc');
	await page.getByRole('row', { name: /Leclerc/ }).waitFor();
	expect((await askUntil(200))?.status()).toBe(200);
	// The kills were seen as 503 and as nothing worse.
	expect(visitor.faults.filter((fault) => !fault.startsWith('503 '))).toEqual([]);
});

/** kill -9 to every PostgreSQL that the supervisor starts, until told to end. */
function keepKilling(): { end: () => Promise<void> } {
	let isOn = true;
	const loop = (async () => {
		for (; isOn; await sleep(20)) {
			try {
				const { postgres } = scene.node.processes();
				if (postgres) process.kill(postgres, 'SIGKILL');
			} catch {}
		}
	})();
	return {
		end: () => {
			isOn = false;
			return loop;
		},
	};
}

async function askUntil(status: number) {
	for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
		const answer = await visitor.context.request.get('/people');
		if (answer.status() === status) return answer;
	}
}
