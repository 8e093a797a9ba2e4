/** The one list of rooms: hands what each room contributes to whoever needs all of them. Rooms never import it. */
import { eraser as peopleEraser } from './features/people/server/erasure.ts';
import { resumeImports } from './features/people/server/import/resume-imports.ts';
import { identityJobs, identitySchedule } from './features/identity/server/jobs.ts';
import { peopleJobs } from './features/people/server/jobs.ts';
import { backupJobs, backupSchedule } from './server/backup/node-backup.ts';
import type { Resumer, RoomJobs, ScheduledJob } from './server/jobs.ts';
import type { Eraser } from './server/ledger.ts';
import { mailJobs, resumeMail } from './server/mail.ts';
import { sealJobs, sealSchedule } from './server/seal-audit.ts';

export const jobs: RoomJobs = { ...mailJobs, ...identityJobs, ...backupJobs, ...sealJobs, ...peopleJobs };
export const schedule: readonly ScheduledJob[] = [...backupSchedule, ...sealSchedule];
export const erasers: readonly Eraser[] = [peopleEraser];
/** For a database that came without its queue. */
export const resumers: readonly Resumer[] = [resumeMail, resumeImports];
