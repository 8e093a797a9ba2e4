/** What an organiser can open: the rooms of the bar, and what the palette finds besides. */
import Bell from '@lucide/svelte/icons/bell';
import CircleUser from '@lucide/svelte/icons/circle-user';
import FileUp from '@lucide/svelte/icons/file-up';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import House from '@lucide/svelte/icons/house';
import Mail from '@lucide/svelte/icons/mail';
import MapIcon from '@lucide/svelte/icons/map';
import MapPinHouse from '@lucide/svelte/icons/map-pin-house';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';
import Upload from '@lucide/svelte/icons/upload';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { PersonRow } from '#features/people/person-query.ts';
import { personName } from '#features/people/ui/words.ts';
import { m } from '#locales/compiled/messages.js';
import type { PaletteItem, Room } from '#ui/shell/room.ts';

/** In the order of an organiser's day. `also`: addresses elsewhere that belong to the room. */
const rooms = [
	{ href: '/home', label: m.node_room_home, icon: House, act: null },
	{ href: '/people', label: m.node_room_people, icon: Users, act: 'people.read' },
	{ href: '/people/map', label: m.node_room_map, icon: MapIcon, act: 'people.read' },
	{ href: '/places', label: m.places_title, icon: MapPinHouse, act: 'places.read' },
	{ href: '/people/imports', label: m.node_room_imports, icon: Upload, act: 'people.import' },
	{ href: '/team', label: m.node_room_team, icon: UsersRound, act: 'team.read' },
	{ href: '/settings', label: m.node_room_settings, icon: Settings, act: 'settings.read', also: '/mail' },
	{ href: '/audit', label: m.node_room_audit, icon: ScrollText, act: 'audit.read' },
] as const;

const acts = [
	{ href: '/people/imports', label: m.node_home_import, icon: FileUp, act: 'people.import' },
	{ href: '/team#invite', label: m.node_home_invite, icon: UserPlus, act: 'team.read' },
	{ href: '/notifications', label: m.identity_notices_title, icon: Bell, act: null },
	{ href: '/account', label: m.identity_account_title, icon: CircleUser, act: null },
	{ href: '/settings/health', label: m.node_health_title, icon: HeartPulse, act: 'health.read' },
	{ href: '/mail', label: m.node_mail_title, icon: Mail, act: 'mail.read' },
] as const;

type MayDo = readonly string[];
const isOpen =
	(may: MayDo) =>
	({ act }: { act: string | null }) =>
		act === null || may.includes(act);
const liesUnder = (path: string, href: string | undefined) => href !== undefined && (path === href || path.startsWith(`${href}/`));

/** The rooms that somebody may enter; the current one has the longest address that the page lies under. */
export function roomsFor(may: MayDo, path: string): Room[] {
	const open = rooms.filter(isOpen(may));
	const current = open
		.filter((room) => liesUnder(path, room.href) || liesUnder(path, 'also' in room ? room.also : undefined))
		.sort((a, b) => b.href.length - a.href.length)[0];
	return open.map(({ href, label, icon }) => ({ href, label: label(), icon, current: href === current?.href }));
}

/** Rooms and acts whose words contain the text, then the first people that match it. Throws when people do not answer. */
export async function findAnything(may: MayDo, text: string): Promise<PaletteItem[]> {
	const wanted = fold(text);
	const doors = [
		...rooms.map((room) => ({ ...room, group: m.ui_rooms() })),
		...acts.map((act) => ({ ...act, group: m.node_palette_acts() })),
	]
		.filter(isOpen(may))
		.map(({ href, label, icon, group }) => ({ id: `${group} ${href}`, label: label(), href, icon, group }))
		.filter(({ label }) => fold(label).includes(wanted));
	return text === '' || !may.includes('people.read') ? doors : [...doors, ...(await findPeople(text))];
}

async function findPeople(text: string): Promise<PaletteItem[]> {
	const response = await fetch(`/people/rows?${new URLSearchParams({ q: text, limit: '8' })}`);
	if (!response.ok) throw new Error(`people: ${response.status}`);
	const { rows: people } = (await response.json()) as { rows: PersonRow[] };
	return people.map((person) => ({
		id: person.personId,
		label: personName(person),
		href: `/people/${person.personId}`,
		detail: [person.addressLine, person.place].filter(Boolean).join(', '),
		group: m.node_room_people(),
	}));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
