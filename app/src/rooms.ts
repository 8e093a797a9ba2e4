/** The one list of rooms: hands what each room contributes to whoever needs all of them. Rooms never import it. */

import { eraser as identityEraser } from './features/identity/server/erasure.ts';
import { identityJobs, identitySchedule } from './features/identity/server/jobs.ts';
import { fillRiversidePeople } from './features/people/server/demo.ts';
import { eraser as peopleEraser } from './features/people/server/erasure.ts';
import { resumeImports } from './features/people/server/import/resume-imports.ts';
import { peopleJobs } from './features/people/server/jobs.ts';
import { peopleListener } from './features/people/server/listener.ts';
import { generateRiverside } from './features/places/demo/riverside.ts';
import { loadRiverside } from './features/places/server/demo.ts';
import { backupJobs, backupSchedule } from './server/backup/node-backup.ts';
import { type Database, PROGRAM } from './server/database.ts';
import type { Resumer, RoomJobs, ScheduledJob } from './server/jobs.ts';
import type { Eraser } from './server/ledger.ts';
import type { Listener } from './server/listen.ts';
import { mailJobs, resumeMail } from './server/mail.ts';
import { retentionJobs, retentionSchedule } from './server/retention.ts';
import { sealJobs, sealSchedule } from './server/seal-audit.ts';

export const jobs: RoomJobs = { ...mailJobs, ...identityJobs, ...backupJobs, ...retentionJobs, ...sealJobs, ...peopleJobs };
export const schedule: readonly ScheduledJob[] = [...identitySchedule, ...backupSchedule, ...retentionSchedule, ...sealSchedule];
export const erasers: readonly Eraser[] = [identityEraser, peopleEraser];
/** For a database that came without its queue. */
export const resumers: readonly Resumer[] = [resumeMail, resumeImports];
/** What rooms do about what others announced. */
export const listeners: readonly Listener[] = [peopleListener];

/** The town that tests and demonstrations live in. Fills only a node without people. Returns how many there are now. */
export async function fillDemoTown(database: Database, now: Date): Promise<number | 'not-empty'> {
	return database.writing(PROGRAM, async (writer) => {
		const somebody = await writer.query.selectFrom('people').select('person_id').limit(1).executeTakeFirst();
		if (somebody) return 'not-empty';
		const town = generateRiverside('riverside');
		await loadRiverside(writer, town);
		return fillRiversidePeople(writer, town, { seed: 'riverside', now });
	});
}
