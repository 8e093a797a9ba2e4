/** The worker: background jobs, one after the other or side by side, each in small transactions. */

import { jobs, listeners, schedule } from './rooms.ts';
import { keepListening } from './server/listen.ts';
import { closeMail } from './server/mail.ts';
import { describeConnections } from './server/postgres/connections.ts';
import { openRunning } from './server/running.ts';
import { startWorker } from './server/work.ts';

const running = openRunning();
const work = await startWorker({ running, connection: describeConnections(running.config, running.folder).queue, jobs, schedule });
const stopping = new AbortController();
const listening = keepListening(running.database, listeners, stopping.signal);
process.send?.('ready');

async function stop(): Promise<void> {
	stopping.abort();
	await Promise.all([work.stop(), listening]);
	closeMail();
	await running.database.close().catch(() => {});
	process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);
// Without its queue a worker is of no use; the supervisor starts a new one once PostgreSQL is back.
work.ended.then(() => process.exit(1));
