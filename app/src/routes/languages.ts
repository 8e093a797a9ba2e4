/** The languages of the site, each in its own words, for the switch of the frames. */
import type { Language } from '#ui/shell/room.ts';

export const LANGUAGE_ACTION = '/locale';

export function languagesOf(locale: string): Language[] {
	return [
		{ code: 'en', label: 'English', current: locale === 'en' },
		{ code: 'fr', label: 'Français', current: locale === 'fr' },
	];
}
