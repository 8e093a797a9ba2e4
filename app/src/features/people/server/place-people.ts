/** Puts people on the map whose address was not known when they came, once an address file knows it. */
import { findAddresses } from '#features/places/server/queries.ts';
import { type Database, PROGRAM, type Reader } from '#server/database.ts';
import { type JobContext, JobInterrupted } from '#server/jobs.ts';
import { countPeopleUnplaced, movePeople, selectUnplaced } from './store/positions.ts';
import { refreshVisibilityOfPeople } from './visibility.ts';

export const PLACE_PEOPLE = 'people.place-people';
const ADDRESSES_PER_BATCH = 2000;

/** Walks through the unplaced in the order of their persons; a second run finds only what is still unplaced. */
export async function placePeople({ database, stopping }: Pick<JobContext, 'database' | 'stopping'>): Promise<{ placed: number }> {
	let placed = 0;
	let after = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		if (stopping.aborted) throw new JobInterrupted();
		const batch = await placeBatch(database, after);
		if (!batch) return { placed };
		placed += batch.placed;
		after = batch.last;
	}
}

function placeBatch(database: Database, after: string): Promise<{ placed: number; last: string } | null> {
	return database.writing(PROGRAM, async (writer) => {
		const unplaced = await selectUnplaced(writer, after, ADDRESSES_PER_BATCH);
		const last = unplaced.at(-1);
		if (!last) return null;
		const found = await findAddresses(writer, [...new Set(unplaced.map((address) => address.match_key))]);
		const moves = unplaced.flatMap(({ id, person_id, match_key }) => {
			const place = found.get(match_key);
			return place ? [{ id, personId: person_id, ...place }] : [];
		});
		await movePeople(writer, moves);
		await refreshVisibilityOfPeople(writer, [...new Set(moves.map((move) => move.personId))]);
		return { placed: moves.length, last: last.person_id };
	});
}

const MOST_COUNTED = 100_000;
const COUNT_LASTS_MILLISECONDS = 20_000;
let unplaced: { count: number; countedAt: number } | null = null;

/** How many have an address and no place on the map, at most 100,000, at most 20 seconds old; for whoever sees everybody. */
export async function countUnplaced(reader: Reader): Promise<{ count: number; isMore: boolean; countedAt: number }> {
	if (!unplaced || Date.now() - unplaced.countedAt > COUNT_LASTS_MILLISECONDS) {
		unplaced = { count: await countPeopleUnplaced(reader, MOST_COUNTED), countedAt: Date.now() };
	}
	return { ...unplaced, isMore: unplaced.count === MOST_COUNTED };
}
