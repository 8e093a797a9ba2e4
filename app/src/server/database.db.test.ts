import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { openTestNode } from '../../../tools/test-database.ts';
import { type AccountId, NOBODY, PROGRAM } from './database.ts';
import { announce, readOutbox } from './outbox.ts';

const node = await openTestNode();

test('a reading transaction cannot write, and its traces are kept', async () => {
	const accountId = uuidv7() as AccountId;
	await expect(
		node.database.reading({ kind: 'whole', accountId }, async (reader) =>
			(reader as never as { query: { deleteFrom(table: string): { execute(): Promise<unknown> } } }).query.deleteFrom('mails').execute(),
		),
	).rejects.toThrow(/read-only/);
	for (const kind of ['whole', 'scoped'] as const) {
		await node.database.reading({ kind, accountId }, async (reader) =>
			reader.trace({ event: 'people.listed', detail: { filters: [kind] } }),
		);
	}
	const traces = await node.database.reading(PROGRAM, (reader) =>
		reader.query.selectFrom('audit_entries').select(['event', 'account_id']).where('account_id', '=', accountId).execute(),
	);
	expect(traces).toHaveLength(2);
});

test('the outbox skips nothing that commits late', async () => {
	const seen: unknown[] = [];
	const take = () => readOutbox(node.database, 'late', 100, async (_, rows) => void seen.push(...rows.map((row) => row.body.n)));
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	let begun = () => {};
	const hasBegun = new Promise<void>((resolve) => {
		begun = resolve;
	});
	const slow = node.database.writing(PROGRAM, async (writer) => {
		await announce(writer, [{ event: 'Tested', body: { n: 1 } }]);
		begun();
		await held;
	});
	await hasBegun;
	await node.database.writing(PROGRAM, (writer) => announce(writer, [{ event: 'Tested', body: { n: 2 } }]));
	expect(await take()).toBe(0);
	release();
	await slow;
	while (await take());
	expect(seen).toEqual([1, 2]);
});

test('an audit entry can be sealed once and never changed', async () => {
	await node.database.writing(NOBODY, async (writer) => writer.trace({ event: 'account.sign-in-refused', detail: { method: 'password' } }));
	const seal = () =>
		node.database.writing(
			PROGRAM,
			async (writer) =>
				(await writer.query.selectNoFrom((eb) => eb.fn<number>('seal_audit', [eb.val(1000)]).as('n')).executeTakeFirstOrThrow()).n,
		);
	expect(await seal()).toBeGreaterThan(0);
	expect(await seal()).toBe(0);
	await expect(node.database.writing(PROGRAM, (writer) => writer.query.deleteFrom('audit_entries').execute())).rejects.toThrow(
		/permission denied/,
	);
	await expect(
		node.database.writing(PROGRAM, (writer) => writer.query.updateTable('audit_entries').set({ event: 'x' }).execute()),
	).rejects.toThrow(/permission denied/);
});
