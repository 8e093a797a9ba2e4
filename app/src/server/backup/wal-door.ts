/** The door by which PostgreSQL reaches the WAL archive: `keep RECIPIENT FOLDER NAME PATH`, `fetch KEYFILE FOLDER NAME PATH`. */
import { HostError } from '../config.ts';
import { readIdentity } from './backup-key.ts';
import { fetchSegment, keepSegment } from './wal-archive.ts';

/** Above 128 PostgreSQL gives up; below it takes «not there» for the end of the archive. */
const GIVE_UP = 200;

const [act, key = '', folder = '', name = '', path = ''] = process.argv.slice(2);
try {
	if (act === 'keep') await keepSegment(key, folder, name, path);
	else process.exitCode = (await fetchSegment(readIdentity(key), folder, name, path)) ? 0 : 1;
} catch (fault) {
	process.stderr.write(`groundswell: ${fault instanceof HostError ? fault.message : String(fault)}\n`);
	process.exitCode = act === 'keep' ? 1 : GIVE_UP;
}
