import { type ContactPoint, type ContactStatus, type PhoneReading, readEmail, readPhone } from '#features/people/contact-point.ts';
import type { CountryCode } from '#features/places/country.ts';
import type { ContactChannel } from './person-draft.ts';
import type { PersonField } from './person-field.ts';
import type { RowCells } from './row-cells.ts';

const phoneFields = ['mobile', 'phone', 'homePhone', 'workPhone'] as const satisfies PersonField[];
const yes = new Set(['true', 't', '1', 'yes', 'y', 'oui', 'o', 'vrai', 'x']);
const several = /[;,|/\n]|\sou\s|\sor\s/;

/** E-mail addresses and phones of a row, each once, in the order of the columns. */
export function readContactPoints(row: RowCells, country: CountryCode): ContactPoint[] {
	const points: ContactPoint[] = [];
	const emailStatus: ContactStatus = row.text('emailStatus').toLowerCase() === 'bouncing' ? 'bouncing' : 'unconfirmed';
	for (const raw of new Set(row.texts('email'))) readEmails(row, raw, emailStatus, points);
	const mobileStatus: ContactStatus = isYes(row.text('mobileIsBad')) ? 'wrong' : 'unconfirmed';
	for (const field of phoneFields)
		for (const raw of new Set(row.texts(field)))
			readPhones(row, { raw, field, country, status: field === 'mobile' ? mobileStatus : 'unconfirmed' }, points);
	return points;
}

function readEmails(row: RowCells, raw: string, status: ContactStatus, points: ContactPoint[]): void {
	const whole = readEmail(raw);
	const found = whole === null ? raw.split(/[\s;,|]+/).flatMap((piece) => readEmail(piece) ?? []) : [whole];
	if (found.length === 0) {
		row.report('bad-email', 'email', raw);
		if (!raw.includes('@')) row.strangers++;
	}
	for (const value of found) {
		if (!points.some((point) => point.value === value)) points.push({ kind: 'email', value, raw, status });
	}
}

interface PhoneCell {
	raw: string;
	field: (typeof phoneFields)[number];
	country: CountryCode;
	status: ContactStatus;
}

function readPhones(row: RowCells, cell: PhoneCell, points: ContactPoint[]): void {
	const whole = readPhone(cell.raw, cell.country);
	const found: PhoneReading[] = whole === null ? cell.raw.split(several).flatMap((piece) => readPhone(piece, cell.country) ?? []) : [whole];
	if (found.length === 0) {
		row.report('impossible-phone', cell.field, cell.raw);
		if (!/\d/.test(cell.raw)) row.strangers++;
	}
	for (const { value, national, phoneKind, unassigned } of found) {
		if (points.some((point) => point.value === value)) continue;
		if (unassigned) row.report('unassigned-phone', cell.field, cell.raw);
		const kind = phoneKind === 'unknown' && cell.field === 'mobile' ? 'mobile' : phoneKind;
		points.push({ kind: 'phone', value, national, phoneKind: kind, raw: cell.raw, status: cell.status });
	}
}

/** On which channels the file says that this person refuses or accepts to be contacted. */
export function readWishes(row: RowCells): { objections: ContactChannel[]; optIns: ContactChannel[] } {
	const emailStatus = row.text('emailStatus').toLowerCase();
	const smsStatus = row.text('smsStatus').toLowerCase();
	const objections: ContactChannel[] = [];
	if (isYes(row.text('doNotContact'))) objections.push('any');
	if (isYes(row.text('doNotCall'))) objections.push('phone');
	if (emailStatus === 'unsubscribed' || row.text('unsubscribedAt') !== '') objections.push('email');
	if (smsStatus === 'unsubscribed') objections.push('sms');
	const optIns: ContactChannel[] = [];
	if (emailStatus === 'subscribed' || isYes(row.text('emailOptIn'))) optIns.push('email');
	if (smsStatus === 'subscribed' || isYes(row.text('mobileOptIn'))) optIns.push('sms');
	return { objections, optIns: optIns.filter((channel) => !objections.includes(channel) && !objections.includes('any')) };
}

function isYes(text: string): boolean {
	return yes.has(text.toLowerCase());
}
