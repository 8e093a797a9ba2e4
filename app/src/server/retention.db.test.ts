import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { openTestNode } from '../../../tools/test-database.ts';
import { PROGRAM } from './database.ts';
import { announce, readOutbox } from './outbox.ts';
import { forgetTheOld } from './retention.ts';

const node = await openTestNode();
const DAY = 86_400_000;

test('letters that left or were kept go after thirty days; younger ones stay readable, waiting ones stay', async () => {
	const old = new Date(Date.now() - 31 * DAY);
	for (const [state, writtenAt] of [
		['kept', old],
		['refused', old],
		['waiting', old],
		['kept', new Date()],
	] as const)
		await node.sql(
			"insert into mails (id, to_address, subject, text_body, state, written_at) values ($1, 'a@example.org', 's', $4, $2, $3)",
			[uuidv7(), state, writtenAt, state === 'refused' ? '' : 'text'],
		);
	expect(await forgetTheOld(node.database, new Date())).toBe(2);
	const left = await node.sql<{ state: string; text_body: string }>('select state, text_body from mails order by state');
	expect(left).toEqual([
		{ state: 'kept', text_body: 'text' },
		{ state: 'waiting', text_body: 'text' },
	]);
});

test('an announcement stays until everybody has heard it', async () => {
	await node.database.writing(PROGRAM, (writer) => announce(writer, [{ event: 'Old', body: {} }]));
	const hear = (reader: string) => readOutbox(node.database, reader, 10, async () => {});
	await hear('quick');
	await node.sql("insert into outbox_cursors (reader, epoch, tx, id) values ('slow', 1, '3', '00000000-0000-0000-0000-000000000000')");
	const later = new Date(Date.now() + 31 * DAY);
	await forgetTheOld(node.database, later);
	expect(await node.sql('select event from outbox')).toHaveLength(1);
	await hear('slow');
	await forgetTheOld(node.database, later);
	expect(await node.sql('select event from outbox')).toHaveLength(0);
});
