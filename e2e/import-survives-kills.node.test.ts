/** PostgreSQL, the web process and the worker are killed twenty times during an import; nobody does anything about it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { expect, test } from 'vitest';
import { seededRandom } from '../app/src/features/node/seeded-random.ts';
import { makeImport, steerImport } from '../app/src/features/people/server/import/commands.ts';
import { readConfig } from '../app/src/server/config.ts';
import { openDataFolder } from '../app/src/server/data-folder.ts';
import { type Database, DatabaseAway, openDatabase, PROGRAM } from '../app/src/server/database.ts';
import { superuserConnection } from '../app/src/server/postgres/cluster.ts';
import { describeConnections } from '../app/src/server/postgres/connections.ts';
import { type StartedNode, startNode } from './started-node.ts';

const KILLS = 20;
const VICTIMS = ['postgres', 'worker', 'web 1'] as const;
const ROLL = join(import.meta.dirname, '../../shared/data/people/electoral-roll-belfort.csv.gz');

/** The reference roll where it is present; else rows of our own in a dialect that names its people. */
async function readRows(): Promise<{ bytes: Buffer; rows: number }> {
	if (existsSync(ROLL)) return { bytes: gunzipSync(await readFile(ROLL)), rows: 60_000 };
	console.log('reference data not present: 40,000 rows of our own instead');
	const header =
		'nationbuilder_id,prefix,first_name,last_name,email,email_opt_in,phone_number,support_level,tag_list,born_at,primary_address1,primary_city,primary_zip';
	const rows = Array.from(
		{ length: 40_000 },
		(_, at) =>
			`${at},,Given${at % 97},Family${at % 991},p${at}@example.org,true,,,,1980-05-05,${1 + (at % 300)} Quay Street,Riverside,99420`,
	);
	return { bytes: Buffer.from([header, ...rows].join('\n')), rows: rows.length };
}

/** What the import left, without what differs from run to run: identifiers and moments. */
const CONTENT = {
	people:
		'select basis, given_name, additional_name, family_name, birth_name, used_name, gender, birth_date, birth_year, languages, sort_name, search_text from people',
	contact_points: 'select p.search_text, kind, value, as_written, phone_kind, status from contact_points join people p using (person_id)',
	person_addresses:
		'select p.search_text, kind, number, suffix, street, complement, postcode, place, country, as_written, match_key, latitude, longitude from person_addresses join people p using (person_id)',
	external_identifiers: 'select p.search_text, system, value from external_identifiers join people p using (person_id)',
	identifier_owners: 'select p.search_text, system, value from identifier_owners join people p using (person_id)',
	timeline_entries: "select p.search_text, kind, body - 'importId' from timeline_entries join people p using (person_id)",
	polling_stations: 'select area_code, code, name from polling_stations',
	areas: 'select kind, code, name from areas',
	imports: 'select state, rows_total, rows_done, created_people, updated_people, unchanged_people, refused_rows, stored_file from imports',
};

async function digest(node: StartedNode): Promise<Record<string, string>> {
	const client = new pg.Client(superuserConnection(openDataFolder(node.dataFolder), 'groundswell'));
	await client.connect();
	try {
		const digests: Record<string, string> = {};
		for (const [name, query] of Object.entries(CONTENT)) {
			const { rows } = await client.query(
				`select count(*) || ' rows ' || md5(string_agg(line, e'\\n' order by line)) as digest from (select row(given.*)::text as line from (${query}) given) lines`,
			);
			digests[name] = rows[0].digest;
		}
		const { rows: jobs } = await client.query(
			'select count(*)::int as stuck from graphile_worker._private_jobs where locked_at is not null',
		);
		digests.stuck_jobs = String(jobs[0].stuck);
		return digests;
	} finally {
		await client.end();
	}
}

/** What this test asks of the database is tried again while PostgreSQL is away, as people press a button again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
	for (const deadline = Date.now() + 60_000; ; ) {
		try {
			return await work();
		} catch (fault) {
			if (!(fault instanceof DatabaseAway) || Date.now() > deadline) throw fault;
			await sleep(50);
		}
	}
}

async function importOn(
	node: StartedNode,
	bytes: Buffer,
	disturb: (progress: () => Promise<number>, state: () => Promise<string>) => Promise<void>,
): Promise<void> {
	const config = readConfig({ DATA_DIR: node.dataFolder });
	const folder = openDataFolder(node.dataFolder);
	const connections = describeConnections(config, folder);
	const database: Database = openDatabase(connections, 2);
	try {
		const made = await makeImport(database, PROGRAM, folder, { fileName: 'roll.csv', bytes: Readable.from([bytes]) });
		if (!made.ok) throw new Error(made.refusal);
		const row = () =>
			patiently(() =>
				database.reading(PROGRAM, (reader) =>
					reader.query
						.selectFrom('imports')
						.select(['state', 'rows_done', 'failure'])
						.where('id', '=', made.importId)
						.executeTakeFirstOrThrow(),
				),
			);
		const until = async (wanted: string) => {
			for (;;) {
				const { state, failure } = await row();
				if (state === wanted) return;
				if (state === 'refused') throw new Error(`the import was refused: ${failure}`);
				await sleep(50);
			}
		};
		await until('ready');
		await patiently(() => steerImport(database, PROGRAM, folder, { importId: made.importId, act: 'start' }));
		await disturb(
			async () => (await row()).rows_done,
			async () => (await row()).state,
		);
		await until('done');
	} finally {
		await database.close();
	}
}

test('twenty kills in the middle of an import change nothing in its result', async () => {
	const { bytes, rows } = await readRows();
	const calm = await startNode();
	await importOn(calm, bytes, async () => {});
	const expected = await digest(calm);
	await calm.stop();
	expect(expected.people).toMatch(new RegExp(`^${rows} rows`));

	const random = seededRandom('twenty kills');
	const stormy = await startNode();
	let inTheMiddle = 0;
	await importOn(stormy, bytes, async (progress, state) => {
		for (let kill = 0; kill < KILLS; kill++) {
			// A few batches are written between two kills, so that each one meets another part of the file.
			const target = Math.round((rows * (kill + 0.3)) / KILLS);
			while ((await progress()) < target && (await state()) === 'running') await sleep(5);
			await sleep(random.between(0, 80));
			const victim = VICTIMS[kill % VICTIMS.length] as string;
			const pid = stormy.processes()[victim];
			if ((await state()) === 'running') inTheMiddle++;
			if (pid) {
				try {
					process.kill(pid, 'SIGKILL');
				} catch {
					// It is being started again just now.
				}
			}
		}
	});
	expect(inTheMiddle).toBe(KILLS);
	const answer = await fetch(`${stormy.address}/api/ready`);
	expect(answer.status).toBe(200);
	expect(await digest(stormy)).toEqual(expected);
	await stormy.stop();
});
