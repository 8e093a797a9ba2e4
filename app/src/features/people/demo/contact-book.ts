import type { SeededRandom } from '#features/node/seeded-random.ts';
import type { PersonNames } from '#features/people/name.ts';

/** Hands out addresses and numbers that reach nobody. */
export type ContactBook = {
	household(): {
		/** Undefined for those who have none. Nobody shares one, except some older couples. */
		email(names: PersonNames, age: number): string | undefined;
		phone(age: number): string | undefined;
	};
};

/** Reserved by RFC 2606: no mail can arrive there. */
const DOMAIN = 'example.org';
/** Kept free for fiction by the French numbering plan (ARCEP, decision 2018-0881): no subscriber will ever have them. */
const MOBILE = '+3363998';
const LANDLINES = ['+3319900', '+3326191', '+3335301', '+3346571', '+3353649'] as const;

export function openContactBook(random: SeededRandom): ContactBook {
	const taken = new Set<string>();
	const digits = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0'));
	const mobiles = random.shuffled(digits);
	const landlines = random.shuffled(LANDLINES.flatMap((range) => digits.map((end) => range + end)));
	const newEmail = ({ given, family }: PersonNames, age: number) => {
		const name = [given, family].map((part) => asciiOf(part ?? '')).join('.');
		const born = random.chance(0.2) ? String(age).padStart(2, '0') : '';
		let email = `${name}${born}@${DOMAIN}`;
		for (let again = 2; taken.has(email); again++) email = `${name}${born}${again}@${DOMAIN}`;
		taken.add(email);
		return email;
	};
	return {
		household: () => {
			let ofTheHouse: string | undefined;
			let landline: string | undefined;
			return {
				email: (names, age) => {
					if (!random.chance(age > 74 ? 0.33 : age > 60 ? 0.48 : 0.63)) return undefined;
					if (ofTheHouse && age > 60 && random.chance(0.25)) return ofTheHouse;
					ofTheHouse = newEmail(names, age);
					return ofTheHouse;
				},
				phone: (age) => {
					if (!random.chance(0.6)) return undefined;
					const mobile = random.chance(age > 74 ? 0.35 : age > 60 ? 0.7 : 0.95) ? mobiles.pop() : undefined;
					if (mobile) return MOBILE + mobile;
					landline ??= landlines.pop();
					return landline;
				},
			};
		},
	};
}

/** `Élodie Le Guen` → `elodie.leguen`: lower case, no accents, no spaces. */
function asciiOf(name: string): string {
	const letters: Record<string, string> = { ł: 'l', đ: 'd', ı: 'i', ø: 'o', ß: 'ss' };
	return name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[łđıøß]/g, (letter) => letters[letter] ?? '')
		.replace(/[^a-z-]/g, '');
}
