import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openTestNode } from '../../../tools/test-database.ts';
import { NOBODY } from './database.ts';
import { depositHead, judgeHeads, sealAudit, verifyAudit } from './seal-audit.ts';

const node = await openTestNode();
const verify = () => verifyAudit(node.database, node.folder);

async function leave(entries: number): Promise<void> {
	await node.database.writing(NOBODY, async (writer) => {
		for (let at = 0; at < entries; at++) writer.trace({ event: 'account.sign-in-refused', detail: { method: 'ü|\n"' } });
	});
}

beforeAll(async () => {
	// Heads of other test files, which share this folder, are of other databases.
	rmSync(join(node.folder.ledger, 'audit-heads.jsonl'), { force: true });
	for (const entries of [7, 5, 3]) {
		await leave(entries);
		await sealAudit(node.database);
	}
	await leave(2);
	await depositHead(node.database, node.folder);
});

test('an untouched log is as it was sealed', async () => {
	expect(await verify()).toEqual({ entries: 15, seals: 3, unsealed: 2, fault: null });
});

/** Changes the log behind the walls, looks, and puts it back. */
async function tampered(change: string, undo: string): Promise<string | null> {
	await node.sql(change);
	const { fault } = await verify();
	await node.sql(undo);
	expect((await verify()).fault).toBeNull();
	return fault;
}

test('a changed entry, a removed one and a removed seal are noticed', async () => {
	const [row] = await node.sql<{ id: string }>('select id from audit_entries where seal_number = 2 limit 1');
	const where = `where id = '${row?.id}'`;
	expect(
		await tampered(`update audit_entries set event = 'x' ${where}`, `update audit_entries set event = 'account.sign-in-refused' ${where}`),
	).toMatch(/seal 2 does not fit its entries/);
	expect(
		await tampered(`update audit_entries set seal_number = null ${where}`, `update audit_entries set seal_number = 2 ${where}`),
	).toMatch(/seal 2 has 4 of its 5 entries/);
	expect(
		await tampered('update audit_seals set number = 9 where number = 2', 'update audit_seals set number = 2 where number = 9'),
	).toMatch(/seal 2 is missing/);
});

test('an end that was cut off is noticed through the deposited head', async () => {
	expect(
		await tampered(
			'create table cut as select * from audit_seals where number = 3; delete from audit_seals where number = 3',
			'insert into audit_seals select * from cut; drop table cut',
		),
	).toMatch(/seal 3, deposited at .*, is gone/);
	appendFileSync(join(node.folder.ledger, 'audit-heads.jsonl'), `${JSON.stringify({ number: 1, hash: 'ff', at: 'then' })}\n`);
	expect((await verify()).fault).toMatch(/seal 1 is not the one deposited at then/);
});

test('heads of the time that a restore went back over are not missed', () => {
	const found = new Map([
		[0, ''],
		[1, 'a'],
		[2, 'new'],
	]);
	const heads = [
		{ number: 1, hash: 'a', at: '1' },
		{ number: 2, hash: 'old', at: '2' },
		{ number: 3, hash: 'old too', at: '3' },
	];
	expect(judgeHeads(heads, found)).toMatch(/seal 2 is not the one/);
	expect(
		judgeHeads([...heads, { number: 1, hash: 'a', at: '4', why: 'restored' as const }, { number: 2, hash: 'new', at: '5' }], found),
	).toBeNull();
});
