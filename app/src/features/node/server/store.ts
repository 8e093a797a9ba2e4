/** The one row of settings. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';
import type { NodeSettings } from '../settings.ts';

export async function readSettingsRow(reader: Reader): Promise<NodeSettings> {
	const row = await reader.query.selectFrom('node_settings').selectAll().executeTakeFirstOrThrow();
	return {
		name: row.name,
		defaultLocale: row.default_locale as NodeSettings['defaultLocale'],
		timeZone: row.time_zone,
		defaultCountry: row.default_country,
		accentColour: row.accent_colour,
		minimumAgeYears: row.minimum_age_years,
		isDemo: row.is_demo,
		isSetUp: row.set_up_at !== null,
	};
}

export type SettingsChange = Partial<{
	name: string;
	default_locale: string;
	time_zone: string;
	default_country: string;
	accent_colour: string | null;
	minimum_age_years: number;
	is_demo: boolean;
}>;

export async function updateSettings(writer: Writer, change: SettingsChange): Promise<void> {
	await writer.query.updateTable('node_settings').set(change).execute();
}

/** @returns false when it was set up before: of two at once, one comes too late. */
export async function markSetUp(writer: Writer): Promise<boolean> {
	const result = await writer.query
		.updateTable('node_settings')
		.set({ set_up_at: sql<Date>`now()` })
		.where('set_up_at', 'is', null)
		.executeTakeFirst();
	return Number(result.numUpdatedRows) === 1;
}
