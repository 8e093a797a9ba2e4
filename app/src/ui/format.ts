/**
 * Numbers, dates and ages in the words of a locale (BCP 47, such as `en` or `fr`). Pure: the clock, the locale and the time
 * zone (IANA, such as `Europe/Paris`) are arguments. Narrow no-break spaces in French come from Intl and are meant.
 */
import { m } from '#locales/compiled/messages.js';

type Spoken = 'en' | 'fr';

/** The language our own words are written in for this locale. */
const spoken = (locale: string): Spoken => (locale.toLowerCase().startsWith('fr') ? 'fr' : 'en');

/** Making a formatter costs more than a thousand uses of it. Keys come from our own code, so the map stays small. */
function keep<Format>(make: (key: string) => Format): (key: string) => Format {
	const kept = new Map<string, Format>();
	return (key) => {
		let format = kept.get(key);
		if (!format) {
			format = make(key);
			kept.set(key, format);
		}
		return format;
	};
}

const numberFormats = keep((key) => {
	const [locale, options] = JSON.parse(key);
	return new Intl.NumberFormat(locale, options);
});
const numberFormat = (locale: string, options: Intl.NumberFormatOptions) => numberFormats(JSON.stringify([locale, options]));
const plainNumbers = keep((key) => {
	const [locale, digits] = key.split('|');
	return new Intl.NumberFormat(locale, { maximumFractionDigits: Number(digits) });
});

const dateFormats = keep((key) => {
	const [locale, options] = JSON.parse(key);
	// Groundswell's English is British: days before months, and a clock of 24 hours.
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
});
const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) => dateFormats(JSON.stringify([locale, options]));

/** `8214` → «8,214»; `digits` is the largest number of decimals (default 0). */
export function formatNumber(value: number, locale: string, digits = 0): string {
	return plainNumbers(`${locale}|${digits}`).format(value);
}

/** `0.424` → «42%», from a share between 0 and 1. */
export function formatPercent(share: number, locale: string, digits = 0): string {
	return numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** `1234567` → «1.2 MB»; decimal units, as disks and phones count. */
export function formatBytes(bytes: number, locale: string): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
	const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
	const value = bytes / 1000 ** step;
	return numberFormat(locale, {
		style: 'unit',
		unit: units[step],
		unitDisplay: step === 0 ? 'long' : 'short',
		maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
	}).format(value);
}

/** `95` seconds → «2 minutes», `5400` → «1 hour 30 minutes»: the two largest units at most, for estimates. */
export function formatDuration(seconds: number, locale: string): string {
	const inUnit = (value: number, unit: string) =>
		numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value);
	if (seconds < 60) return inUnit(Math.max(1, Math.round(seconds)), 'second');
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return inUnit(minutes, 'minute');
	const [large, small, size] = minutes < 48 * 60 ? (['hour', 'minute', 60] as const) : (['day', 'hour', 24 * 60] as const);
	const rest = Math.floor((minutes % size) / (size / (large === 'hour' ? 60 : 24)));
	const whole = Math.floor(minutes / size);
	return rest === 0 ? inUnit(whole, large) : `${inUnit(whole, large)} ${inUnit(rest, small)}`;
}

export type DateStyle = 'day' | 'day-and-time' | 'time' | 'short-day';

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
	day: { day: 'numeric', month: 'long', year: 'numeric' },
	'day-and-time': { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
	time: { hour: '2-digit', minute: '2-digit' },
	'short-day': { day: 'numeric', month: 'short' },
};

/** A moment as people of that locale and place write it: «22 November 2026» in `en-GB`. */
export function formatDate(at: Date, { locale, timeZone, style = 'day' }: { locale: string; timeZone: string; style?: DateStyle }): string {
	return dateFormat(locale, { ...dateStyles[style], timeZone }).format(at);
}

const ageSteps: readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, unitSeconds: number][] = [
	[3600, 'minute', 60],
	[86_400, 'hour', 3600],
	[30 * 86_400, 'day', 86_400],
	[365 * 86_400, 'month', 30.44 * 86_400],
	[Number.POSITIVE_INFINITY, 'year', 365.25 * 86_400],
];

/** How long ago (or until): «just now» below 45 seconds, then «3 minutes ago», «yesterday», «in 2 days». */
export function formatAge(at: Date, now: Date, locale: string): string {
	const seconds = (at.getTime() - now.getTime()) / 1000;
	const size = Math.abs(seconds);
	if (size < 45) return m.ui_just_now({}, { locale: spoken(locale) });
	for (const [limit, unit, unitSeconds] of ageSteps) {
		const whole = Math.max(1, Math.round(size / unitSeconds));
		if (whole * unitSeconds >= limit) continue;
		return new Intl.RelativeTimeFormat(locale, { numeric: unit === 'day' ? 'auto' : 'always' }).format(Math.sign(seconds) * whole, unit);
	}
	throw new RangeError('The last step has no limit.');
}

/** «counted just now», «counted 3 minutes ago»: what stands beside every counter. */
export function formatCounted(at: Date, now: Date, locale: string): string {
	return m.ui_counted({ age: formatAge(at, now, locale) }, { locale: spoken(locale) });
}
