/** The node's settings, as every page needs them. */
import { type Database, NOBODY } from '#server/database.ts';
import type { NodeSettings } from '../settings.ts';
import { readSettingsRow } from './store.ts';

/** Old enough to spare the database, young enough that nobody notices; another web process learns of a change this late. */
const FRESH_MS = 5_000;

let known: { settings: Promise<NodeSettings>; readAt: number } | null = null;

export function forgetSettings(): void {
	known = null;
}

/** @throws DatabaseAway when they were never read and the database is away. */
export async function readSettings(database: Database, now = Date.now()): Promise<NodeSettings> {
	if (known && now - known.readAt < FRESH_MS) return known.settings;
	const before = known;
	const settings = database.reading(NOBODY, readSettingsRow);
	known = { settings, readAt: now };
	try {
		return await settings;
	} catch (fault) {
		// What was true a moment ago is better than no page.
		known = before && { settings: before.settings, readAt: now };
		if (before) return before.settings;
		throw fault;
	}
}
