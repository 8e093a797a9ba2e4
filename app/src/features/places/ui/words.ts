/** How this room says an election, a station and a share. */
import { m } from '#locales/compiled/messages.js';
import { getLocale } from '#locales/compiled/runtime.js';
import { formatDate, formatPercent } from '#ui/format.ts';
import type { Round } from '../station-view.ts';

export function roundWords({ election, round, heldOn }: Omit<Round, 'key' | 'choices'>): string {
	const day = formatDate(new Date(`${heldOn}T12:00:00Z`), { locale: getLocale(), timeZone: 'UTC' });
	return m.places_round({ election, round, day });
}

export const stationWords = ({ code, name }: { code: string; name: string }) => `${code} · ${name}`;

/** «42.3%»; nothing where nobody could vote. */
export const shareWords = (share: number | null) => (share === null ? '' : formatPercent(share, getLocale(), 1));

/** What stations are coloured by: turnout, or the share of a choice. */
export const measureWords = (choice: string | null) => (choice === null ? m.places_turnout() : m.places_share_of({ choice }));
