import { beforeAll, expect, test } from 'vitest';
import { judge, keepPicture } from './accessible.ts';
import { type Visitor, welcome } from './browser.ts';
import { setNodeUp } from './entering.ts';
import { bringPeopleIn } from './people-brought-in.ts';
import { setScene } from './scene.ts';

const journey = 'small-screens-and-large-letters';
const scene = setScene();
let visitor: Visitor;
const pages = [
	'/home',
	'/people',
	'/people?q=leclerc&ageFrom=20',
	'/people/map',
	'/people/imports',
	'/team',
	'/settings',
	'/account',
	'/audit',
];

beforeAll(async () => {
	visitor = await welcome(scene.browser, scene.node.address);
	await setNodeUp(visitor, scene.node.setUpLink);
	await bringPeopleIn(scene.node, 300);
});

test.each(pages)('%s at 320 px and with letters twice as large', async (path) => {
	const { page } = visitor;
	await page.setViewportSize({ width: 320, height: 640 });
	await page.goto(path);
	await page.getByRole('heading', { level: 1 }).waitFor();
	expect.soft(await overflow(), 'pixels wider than 320').toBe(0);
	await keepPicture(visitor, journey, `${path.replace(/\W+/g, '-')}-320`);
	expect.soft(await judge(visitor)).toEqual([]);
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
	expect.soft(await overflow(), 'pixels wider than the window at 200 %').toBe(0);
	await keepPicture(visitor, journey, `${path.replace(/\W+/g, '-')}-200-percent`);
	expect.soft(visitor.faults.splice(0)).toEqual([]);
});

test('each person of the list can be read and opened at 320 px', async () => {
	const { page } = visitor;
	await page.setViewportSize({ width: 320, height: 640 });
	await page.goto('/people');
	const names = page.locator('main a[href^="/people/0"]');
	await names.first().waitFor();
	for (const name of await names.all().then((all) => all.slice(0, 5))) {
		const box = await name.boundingBox();
		expect(box && box.x >= 0 && box.x + box.width <= 320 && box.height >= 24).toBe(true);
	}
	await names.first().click();
	await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
	expect.soft(await overflow()).toBe(0);
	await keepPicture(visitor, journey, 'person-320');
});

function overflow(): Promise<number> {
	return visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
