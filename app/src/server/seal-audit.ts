/** Seals the audit log into its hash chain, deposits the chain's head outside the database, and verifies both. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from './data-folder.ts';
import { type Database, PROGRAM } from './database.ts';
import type { RoomJobs, ScheduledJob } from './jobs.ts';

const BATCH = 5000;
const SEAL = 'node.seal-audit';
const DEPOSIT_HEAD = 'node.deposit-audit-head';

/** A line of `audit-heads.jsonl`. `why` tells a head that a restore went back to from one that was deposited in passing. */
type Head = { number: number; hash: string; at: string; why?: 'restored' };

function headsFile(folder: DataFolder): string {
	return join(folder.ledger, 'audit-heads.jsonl');
}

/** Seals what is complete. Returns how many entries. */
export async function sealAudit(database: Database): Promise<number> {
	let total = 0;
	for (let sealed = BATCH; sealed === BATCH; total += sealed) {
		sealed = await database.writing(PROGRAM, async (writer) => {
			const { rows } = await sql<{ sealed: number }>`select seal_audit(${BATCH}) as sealed`.execute(writer.query);
			return rows[0]?.sealed ?? 0;
		});
	}
	return total;
}

/** A chain alone does not show that its end was cut off; a head that lies elsewhere does. */
export async function depositHead(database: Database, folder: DataFolder, why?: 'restored'): Promise<void> {
	const head = await database.reading(PROGRAM, (reader) =>
		reader.query.selectFrom('audit_seals').select(['number', 'hash']).orderBy('number', 'desc').limit(1).executeTakeFirst(),
	);
	const line: Head = { number: Number(head?.number ?? 0), hash: head?.hash.toString('hex') ?? '', at: new Date().toISOString() };
	const last = readHeads(folder).at(-1);
	if (!why && last?.number === line.number && last.hash === line.hash) return;
	appendFileSync(headsFile(folder), `${JSON.stringify(why ? { ...line, why } : line)}\n`, { mode: 0o600, flush: true });
}

function readHeads(folder: DataFolder): Head[] {
	if (!existsSync(headsFile(folder))) return [];
	return readFileSync(headsFile(folder), 'utf8')
		.split('\n')
		.filter((line) => line.endsWith('}'))
		.map((line) => JSON.parse(line) as Head);
}

export type Verification = { entries: number; unsealed: number; seals: number; fault: string | null };

type Batch = { number: string; entries: number; previous_hash: Buffer; hash: Buffer; lines: string[] | null };

/** Recomputes the whole chain, some thousands of entries at a time, and compares it with the deposited heads. */
export async function verifyAudit(database: Database, folder: DataFolder): Promise<Verification> {
	const result: Verification = { entries: 0, unsealed: 0, seals: 0, fault: null };
	const found = new Map<number, string>([[0, '']]);
	let previous = Buffer.alloc(32);
	let expected = 1;
	for (;;) {
		const batches = await readBatches(database, expected);
		if (batches.length === 0) break;
		for (const batch of batches) {
			const number = Number(batch.number);
			if (number !== expected) return { ...result, fault: `seal ${expected} is missing` };
			const lines = batch.lines ?? [];
			const hash = createHash('sha256').update(previous).update(lines.join('\n')).digest();
			if (lines.length !== batch.entries) return { ...result, fault: `seal ${number} has ${lines.length} of its ${batch.entries} entries` };
			if (!batch.previous_hash.equals(previous) || !batch.hash.equals(hash))
				return { ...result, fault: `seal ${number} does not fit its entries: one of them was changed` };
			previous = hash;
			found.set(number, hash.toString('hex'));
			result.entries += lines.length;
			result.seals = number;
			expected++;
		}
	}
	result.unsealed = await countUnsealed(database);
	return { ...result, fault: judgeHeads(readHeads(folder), found) };
}

async function readBatches(database: Database, from: number): Promise<Batch[]> {
	return database.reading(PROGRAM, async (reader) => {
		// Most seals are small (one minute's entries); as many as make a few thousand entries come at once.
		const { rows } = await sql<Batch>`
			with chosen as (
				select * from (
					select s.*, sum(entries) over (order by number) as total from audit_seals s where number >= ${from} order by number limit 200) ahead
				where number = ${from} or total <= ${BATCH * 2})
			select c.number, c.entries, c.previous_hash, c.hash,
				(select array_agg(audit_line(e) order by e.epoch, e.tx, e.id) from audit_entries e where e.seal_number = c.number) as lines
			from chosen c order by c.number`.execute(reader.query as never);
		return rows;
	});
}

async function countUnsealed(database: Database): Promise<number> {
	return database.reading(PROGRAM, async (reader) => {
		const { count } = await reader.query
			.selectFrom('audit_entries')
			.select((eb) => eb.fn.countAll<string>().as('count'))
			.where('seal_number', 'is', null)
			.executeTakeFirstOrThrow();
		return Number(count);
	});
}

/** Heads deposited after the moment that a restore went back to belong to a life of the database that is gone. Pure. */
export function judgeHeads(heads: readonly Head[], found: ReadonlyMap<number, string>): string | null {
	const valid: Head[] = [];
	for (const head of heads) {
		if (head.why === 'restored') while ((valid.at(-1)?.number ?? -1) > head.number) valid.pop();
		valid.push(head);
	}
	for (const { number, hash, at } of valid) {
		if (!found.has(number)) return `seal ${number}, deposited at ${at}, is gone: the end of the log was cut off`;
		if (found.get(number) !== hash) return `seal ${number} is not the one deposited at ${at}: the log was rewritten`;
	}
	return null;
}

export const sealJobs: RoomJobs = {
	async [SEAL](_, { database }) {
		await sealAudit(database);
	},
	async [DEPOSIT_HEAD](_, { database, folder }) {
		await depositHead(database, folder);
	},
};

export const sealSchedule: readonly ScheduledJob[] = [
	{ job: SEAL, schedule: '* * * * *' },
	{ job: DEPOSIT_HEAD, schedule: '13 * * * *' },
];
