/** Listeners: what rooms do about what other rooms announced. Each has a cursor of its own and hears every event once, in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Writer } from './database.ts';
import { describeFault, log } from './log.ts';
import { readOutbox } from './outbox.ts';

/** `name` is kept with the cursor, so it never changes. Handlers run in the transaction that moves the cursor. */
export type Listener = {
	readonly name: string;
	readonly on: Readonly<Record<string, (writer: Writer, body: Record<string, unknown>) => Promise<void>>>;
};

const EVENTS_AT_ONCE = 200;
const PAUSE_MS = 500;
const PAUSE_AFTER_FAULT_MS = 3000;

/** Hands everything announced so far to a listener. Returns how many events there were. */
export async function catchUp(database: Database, listener: Listener): Promise<number> {
	let total = 0;
	for (;;) {
		const count = await readOutbox(database, listener.name, EVENTS_AT_ONCE, async (writer, rows) => {
			for (const { event, body } of rows) await listener.on[event]?.(writer, body);
		});
		total += count;
		if (count < EVENTS_AT_ONCE) return total;
	}
}

/** Listens until `stopping`; a fault waits and tries the same events again, so that none is lost. */
export async function keepListening(database: Database, listeners: readonly Listener[], stopping: AbortSignal): Promise<void> {
	const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
	await Promise.all(
		listeners.map(async (listener) => {
			while (!stopping.aborted) {
				try {
					await catchUp(database, listener);
					await pause(PAUSE_MS);
				} catch (fault) {
					if (!(fault instanceof Error && fault.name === 'DatabaseAway'))
						log.warn('listener failed', { job: listener.name, fault: describeFault(fault) });
					await pause(PAUSE_AFTER_FAULT_MS);
				}
			}
		}),
	);
}
