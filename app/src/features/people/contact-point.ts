import { type CountryCode as KnownCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from '#features/places/country.ts';

export type PhoneKind = 'mobile' | 'landline' | 'mobile_or_landline' | 'other' | 'unknown';
export type ContactStatus = 'unconfirmed' | 'bouncing' | 'wrong';

interface Written {
	/** As it was written in the source. */
	raw: string;
	status: ContactStatus;
}
/** `value`: the address in lower case. */
export type EmailPoint = Written & { kind: 'email'; value: string };
/** `value`: E.164 (`+33629908200`). `national`: digits as dialled at home (`0629908200`), for searching. */
export type PhonePoint = Written & { kind: 'phone'; value: string; national: string; phoneKind: PhoneKind };
export type ContactPoint = EmailPoint | PhonePoint;

/** `unassigned`: the length is right, but no operator has that range. Kept, because ranges change faster than libraries. */
export type PhoneReading = { value: string; national: string; phoneKind: PhoneKind; unassigned: boolean };

const phoneKinds: Record<string, PhoneKind> = {
	MOBILE: 'mobile',
	FIXED_LINE: 'landline',
	FIXED_LINE_OR_MOBILE: 'mobile_or_landline',
};
const longestPhoneText = 40;

/** Reads a phone number in any spelling; a number without a prefix belongs to `country`. Null when no such number can exist. */
export function readPhone(text: string, country: CountryCode): PhoneReading | null {
	if (text.length > longestPhoneText || !/\d{3}/.test(text.replace(/\D+/g, ''))) return null;
	const spelt = text.replace(/\(0\)/, '').replace(/^\s*00/, '+');
	const phone = parsePhoneNumberFromString(spelt, { defaultCountry: country as KnownCountry, extract: false });
	if (phone === undefined || !phone.isPossible()) return null;
	return { value: phone.number, national: dialledAtHome(phone), ...classify(phone) };
}

function classify(phone: PhoneNumber): Pick<PhoneReading, 'phoneKind' | 'unassigned'> {
	const type = phone.getType();
	if (type === undefined) return { phoneKind: 'unknown', unassigned: true };
	return { phoneKind: phoneKinds[type] ?? 'other', unassigned: false };
}

function dialledAtHome(phone: PhoneNumber): string {
	return phone.formatNational().replace(/\D+/g, '');
}

const longestEmail = 254;
const longestLocalPart = 64;
const localPart = /^[^\s@"(),:;<>[\]\\.]+(?:\.[^\s@"(),:;<>[\]\\.]+)*$/;
const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u;
const wrapped = /^(?:.{0,200}<([^<>]+)>|mailto:(.+))$/i;

/** Reads an e-mail address, also as «Name <a@b.org>» or `mailto:`. Lower case: no provider in use tells cases apart. Null when it is none. */
export function readEmail(text: string): string | null {
	if (text.length > longestEmail * 2) return null;
	const match = wrapped.exec(text);
	const address = (match?.[1] ?? match?.[2] ?? text).trim().normalize('NFC').toLowerCase();
	const at = address.lastIndexOf('@');
	if (at < 1 || at > longestLocalPart || address.length > longestEmail) return null;
	if (!localPart.test(address.slice(0, at)) || !domain.test(address.slice(at + 1))) return null;
	return address;
}
