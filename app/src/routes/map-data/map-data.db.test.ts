import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openTestNode } from '../../../../tools/test-database.ts';
import { GET as getRegion } from './regions/[name].pmtiles/+server.ts';

const node = await openTestNode();
const maps = mkdtempSync(join(tmpdir(), 'groundswell-maps-'));
afterAll(() => rmSync(maps, { recursive: true }));
// The door asks what runs in this process; here the test node does, with a maps folder of its own.
(globalThis as unknown as Record<symbol, unknown>)[Symbol.for('groundswell.running')] = { ...node, folder: { ...node.folder, maps } };
writeFileSync(join(maps, 'valley.pmtiles'), '0123456789');

const ask = (name: string, headers: Record<string, string> = {}) =>
	getRegion({ params: { name }, request: new Request('http://localhost/', { headers }) } as never) as Response;

test('a region is served in parts, whole, and not again to who has it', async () => {
	const part = ask('valley', { range: 'bytes=2-4' });
	expect([part.status, part.headers.get('content-range'), part.headers.get('content-length'), await part.text()]).toEqual([
		206,
		'bytes 2-4/10',
		'3',
		'234',
	]);
	const whole = ask('valley');
	const etag = whole.headers.get('etag') as string;
	expect([whole.status, await whole.text(), whole.headers.get('accept-ranges')]).toEqual([200, '0123456789', 'bytes']);
	expect(ask('valley', { 'if-none-match': etag }).status).toBe(304);
	expect(await ask('valley', { range: 'bytes=-3', 'if-range': etag }).text()).toBe('789');
	expect(ask('valley', { range: 'bytes=2-4', 'if-range': '"another"' }).status).toBe(200);
});

test('what lies outside is 416 with the size; what is not there is 404', () => {
	const outside = ask('valley', { range: 'bytes=10-' });
	expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */10']);
	for (const name of ['../valley', 'nowhere', 'Valley']) expect(() => ask(name), name).toThrow(expect.objectContaining({ status: 404 }));
});
