/** `day-first` reads 03/04/1980 as 3 April (Europe), `month-first` as 4 March (United States). */
export type DateOrder = 'day-first' | 'month-first';

/** `date` is `YYYY-MM-DD`. Registers write `00/00/1950` where only the year is known. */
export type BirthDate = { date: string; year: number } | { date: null; year: number };

const parts = /^(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})(?:[T ]\d{1,2}:\d{2}.*)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const oldestAge = 125;

/**
 * Reads a birth date. `today` is `YYYY-MM-DD`. Two-digit years are the latest that lie in the past.
 * Null for dates that no calendar has, dates to come, and ages above 125.
 */
export function readBirthDate(text: string, order: DateOrder, today: string): BirthDate | null {
	const thisYear = Number(today.slice(0, 4));
	if (/^\d{4}$/.test(text)) return isBirthYear(Number(text), thisYear) ? { date: null, year: Number(text) } : null;
	const match = compact.exec(text) ?? parts.exec(text);
	if (match === null) return null;
	const [first, second, third] = [match[1], match[2], match[3]] as [string, string, string];
	const yearFirst = first.length === 4;
	if (!yearFirst && (first.length > 2 || (third.length !== 4 && third.length !== 2))) return null;
	if (yearFirst && third.length > 2) return null;
	const year = fullYear(yearFirst ? first : third, thisYear);
	const month = Number(yearFirst || order === 'day-first' ? second : first);
	const day = Number(yearFirst ? third : order === 'day-first' ? first : second);
	if (!isBirthYear(year, thisYear)) return null;
	if (day === 0 && month <= 12) return { date: null, year };
	if (!isCalendarDay(year, month, day)) return null;
	const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	return date <= today ? { date, year } : null;
}

function fullYear(digits: string, thisYear: number): number {
	if (digits.length === 4) return Number(digits);
	const inThisCentury = Math.floor(thisYear / 100) * 100 + Number(digits);
	return inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury;
}

function isBirthYear(year: number, thisYear: number): boolean {
	return year >= thisYear - oldestAge && year <= thisYear;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
	if (month < 1 || month > 12 || day < 1) return false;
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	return day <= (lengths[month - 1] as number);
}
