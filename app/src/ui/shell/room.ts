import type { Icon } from '../icon.ts';

/** One place in the bar of a shell. `count` is what waits there; `current` is where the person is now. */
export interface Room {
	href: string;
	label: string;
	icon: Icon;
	current?: boolean;
	count?: number;
}

/** Identifier of a room's drawing on the page. */
export function signOf(href: string): string {
	return `sign${href.replaceAll('/', '-')}`;
}

/** A way to say the page in another language: by a plain link, or (without `href`) by a form that posts `locale`. */
export interface Language {
	code: string;
	label: string;
	current?: boolean;
	href?: string;
}

/** What the palette shows. `group` is the kind in words («People», «Actions»); items of one group must be adjacent. */
export interface PaletteItem {
	id: string;
	label: string;
	href: string;
	detail?: string;
	group?: string;
	icon?: Icon;
}

/** Who is logged in, and the links of the account menu. */
export interface Account {
	name: string;
	detail?: string;
	links?: readonly { href: string; label: string }[];
}
