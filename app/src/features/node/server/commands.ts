/** Setting the node up and changing its settings. */
import type { Database, Scope, Writer } from '#server/database.ts';
import type { NodeSettings } from '../settings.ts';
import { forgetSettings } from './queries.ts';
import { markSetUp, type SettingsChange, updateSettings } from './store.ts';

export type SettingsWish = Partial<Omit<NodeSettings, 'isSetUp'>>;

function toColumns(wish: SettingsWish): SettingsChange {
	const change: SettingsChange = {};
	if (wish.name !== undefined) change.name = wish.name;
	if (wish.defaultLocale !== undefined) change.default_locale = wish.defaultLocale;
	if (wish.timeZone !== undefined) change.time_zone = wish.timeZone;
	if (wish.defaultCountry !== undefined) change.default_country = wish.defaultCountry;
	if (wish.accentColour !== undefined) change.accent_colour = wish.accentColour;
	if (wish.minimumAgeYears !== undefined) change.minimum_age_years = wish.minimumAgeYears;
	if (wish.isDemo !== undefined) change.is_demo = wish.isDemo;
	return change;
}

/** Part of the set-up's transaction. */
export async function setNodeUp(writer: Writer, wish: SettingsWish): Promise<'set-up' | 'was-set-up'> {
	if (!(await markSetUp(writer))) return 'was-set-up';
	await updateSettings(writer, toColumns(wish));
	writer.trace({ event: 'node.set-up', detail: {} });
	return 'set-up';
}

export async function changeSettings(database: Database, scope: Scope, wish: SettingsWish): Promise<void> {
	await database.writing(scope, async (writer) => {
		await updateSettings(writer, toColumns(wish));
		writer.trace({ event: 'node.settings-changed', detail: { fields: Object.keys(wish) } });
	});
	forgetSettings();
}
