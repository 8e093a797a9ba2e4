/** The node's own setting for reading a file: its country and its day. */

import { readSettings } from '#features/node/server/queries.ts';
import type { CountryCode } from '#features/places/country.ts';
import type { Database } from '#server/database.ts';

export async function settingOf(database: Database): Promise<{ country: CountryCode; today: string }> {
	const { defaultCountry, timeZone } = await readSettings(database);
	const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
	return { country: defaultCountry as CountryCode, today };
}
