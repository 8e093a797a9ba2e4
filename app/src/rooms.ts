/** The one list of rooms: hands what each room contributes to whoever needs all of them. Rooms never import it. */
import { peopleJobs } from './features/people/server/jobs.ts';
import type { RoomJobs, ScheduledJob } from './server/jobs.ts';
import { mailJobs } from './server/mail.ts';

export const jobs: RoomJobs = { ...mailJobs, ...peopleJobs };
export const schedule: readonly ScheduledJob[] = [];
