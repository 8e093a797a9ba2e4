/**
 * The two ways into the database: `reading` and `writing`, each a transaction with the asker's scope set, on the pool of
 * the role that the scope allows. No other handle exists, so no query can run outside a wall.
 */
import type { Socket } from 'node:net';
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import type { DB } from '#db/tables.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import { PgDriver } from './postgres/driver.ts';
import type { Scope } from './scope.ts';

// A date is a day, not a moment: it stays the text that PostgreSQL gives.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** What a reader may do with Kysely: select. */
export type Query = Pick<Kysely<DB>, 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'dynamic' | 'getExecutor'>;

export interface Reader {
	readonly query: Query;
	readonly scope: Scope;
	/** Leaves a trace in the audit log, written before the result leaves the database layer. */
	trace(entry: AuditEntry): void;
}

export interface Writer extends Reader {
	readonly query: Kysely<DB>;
}

export interface Database {
	/** A read-only transaction. @throws DatabaseAway while PostgreSQL is not there. */
	reading<T>(scope: Scope, work: (reader: Reader) => Promise<T>): Promise<T>;
	/** A transaction that commits when `work` resolves. @throws DatabaseAway while PostgreSQL is not there. */
	writing<T>(scope: Scope, work: (writer: Writer) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

/** PostgreSQL cannot be reached or is starting: try again in a few seconds. */
export class DatabaseAway extends Error {
	constructor(cause: unknown) {
		super('The database is away.', { cause });
		this.name = 'DatabaseAway';
	}
}

export type DatabaseConnections = { whole: pg.PoolConfig; scoped: pg.PoolConfig };

export function openDatabase(connections: DatabaseConnections, poolSize = 12): Database {
	const pools = {
		whole: openPool({ ...connections.whole, max: poolSize }),
		scoped: openPool({ ...connections.scoped, max: poolSize }),
	};
	const poolFor = (scope: Scope) => (scope.kind === 'whole' || scope.kind === 'program' ? pools.whole : pools.scoped);
	return {
		reading: (scope, work) => withTransaction(poolFor(scope), scope, 'read only', work),
		writing: (scope, work) => withTransaction(poolFor(scope), scope, 'read write', work),
		close: async () => {
			await Promise.all([pools.whole.end(), pools.scoped.end()]);
		},
	};
}

function openPool(config: pg.PoolConfig): pg.Pool {
	// Pipelined: what need not be waited for (the beginning of a transaction, its traces and end) costs no round trip.
	const pool = new pg.Pool({ idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000, pipeline: true, ...config } as pg.PoolConfig);
	// An idle connection that PostgreSQL ended is replaced by the pool; without a listener it would end the program.
	pool.on('error', () => {});
	return pool;
}

/** A read-only part of a transaction that can still write its traces: going back to the savepoint ends the part. */
const READ_ONLY_PART = '; savepoint reading; set local transaction_read_only = on';

async function withTransaction<T>(
	pool: pg.Pool,
	scope: Scope,
	mode: 'read only' | 'read write',
	work: (writer: Writer) => Promise<T>,
): Promise<T> {
	let client: pg.PoolClient;
	try {
		client = await pool.connect();
	} catch (fault) {
		throw new DatabaseAway(fault);
	}
	// A connection that ends under a query reports twice: to the query, and here.
	const ignore = () => {};
	client.on('error', ignore);
	let broken = false;
	try {
		const begun = client.query(`begin; set local groundswell.account = '${accountOf(scope)}'${mode === 'read only' ? READ_ONLY_PART : ''}`);
		begun.catch(() => {});
		// Reading may ask before the beginning was confirmed: without it, a scope that is not set sees nothing.
		if (mode === 'read write') await begun;
		const traces: AuditEntry[] = [];
		const writer: Writer = { query: kyselyOn(client), scope, trace: (entry) => traces.push(entry) };
		try {
			const result = await work(writer);
			await begun;
			// Sent together. Where a trace cannot be written, PostgreSQL turns the commit into a rollback, and nothing is returned.
			await sendTogether(client, () => [
				mode === 'read only' && traces.length > 0 && client.query('rollback to savepoint reading'),
				writeAudit(client, scope, traces),
				client.query('commit'),
			]);
			return result;
		} catch (fault) {
			await client.query('rollback').catch(() => {
				broken = true;
			});
			throw fault;
		}
	} catch (fault) {
		if (!isConnectionFault(fault)) throw fault;
		broken = true;
		throw new DatabaseAway(fault);
	} finally {
		client.off('error', ignore);
		client.release(broken);
	}
}

/** One write to the socket instead of one for each statement. */
async function sendTogether(client: pg.PoolClient, send: () => unknown[]): Promise<void> {
	const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
	stream.cork();
	const sent = send();
	stream.uncork();
	await Promise.all(sent);
}

/** The identifier goes into a statement without parameters, so its form is checked here, where it is used. */
function accountOf(scope: Scope): string {
	if (scope.kind === 'nobody' || scope.kind === 'program') return '';
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(scope.accountId)) throw new TypeError('account identifier is not a UUID');
	return scope.accountId;
}

const kyselys = new WeakMap<pg.PoolClient, Kysely<DB>>();

/** One Kysely per connection, kept with it. */
function kyselyOn(client: pg.PoolClient): Kysely<DB> {
	let kysely = kyselys.get(client);
	if (!kysely) {
		kysely = new Kysely<DB>({
			dialect: {
				createAdapter: () => new PostgresAdapter(),
				createDriver: () => new PgDriver(client),
				createIntrospector: (db) => new PostgresIntrospector(db),
				createQueryCompiler: () => new PostgresQueryCompiler(),
			},
		});
		kyselys.set(client, kysely);
	}
	return kysely;
}

/** Classes 08 (connection), 57P (shutdown), and the sockets' own codes. */
function isConnectionFault(fault: unknown): boolean {
	if (!(fault instanceof Error)) return false;
	const code = (fault as { code?: string }).code ?? '';
	return (
		code.startsWith('08') ||
		code.startsWith('57P') ||
		['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
		/Connection terminated|Client has encountered a connection error|not queryable/.test(fault.message)
	);
}

export { type AccountId, NOBODY, PROGRAM, type Scope } from './scope.ts';
