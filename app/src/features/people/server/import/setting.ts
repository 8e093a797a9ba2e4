/** The node's own setting for reading a file: its country and its day. */

import type { CountryCode } from '#features/places/country.ts';
import type { Database } from '#server/database.ts';
import { PROGRAM } from '#server/database.ts';

export async function settingOf(database: Database): Promise<{ country: CountryCode; today: string }> {
	const node = await database.reading(PROGRAM, (reader) =>
		reader.query.selectFrom('node_settings').select(['default_country', 'time_zone']).executeTakeFirstOrThrow(),
	);
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: node.time_zone, dateStyle: 'short' }).format(new Date());
	return { country: node.default_country as CountryCode, today };
}
