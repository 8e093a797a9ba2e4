/** What the pattern book shows: people of a town that does not exist, the same at every visit. */
import Bell from '@lucide/svelte/icons/bell';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import DoorOpen from '@lucide/svelte/icons/door-open';
import Filter from '@lucide/svelte/icons/filter';
import Globe from '@lucide/svelte/icons/globe';
import House from '@lucide/svelte/icons/house';
import Mail from '@lucide/svelte/icons/mail';
import Phone from '@lucide/svelte/icons/phone';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import type { PaletteItem, Room } from '#ui/shell/room.ts';
import type { Sort } from '#ui/table/columns.ts';

export const now = new Date('2026-11-22T12:00:00Z');
export const minutesBefore = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
export const timeZone = 'Europe/London';

export const rooms: Room[] = [
	{ href: '/design/organiser', label: 'Today', icon: House, current: true },
	{ href: '/design/organiser#people', label: 'People', icon: Users, count: 8214 },
	{ href: '/design/organiser#segments', label: 'Segments', icon: Filter },
	{ href: '/design/organiser#doors', label: 'Doors', icon: DoorOpen, count: 3 },
	{ href: '/design/organiser#calls', label: 'Calls', icon: Phone },
	{ href: '/design/organiser#letters', label: 'Letters', icon: Mail },
	{ href: '/design/organiser#events', label: 'Events', icon: CalendarDays, count: 12 },
	{ href: '/design/organiser#site', label: 'Public site', icon: Globe },
];

export interface Neighbour {
	id: string;
	name: string;
	street: string;
	area: string;
	doors: number;
	state: 'supports' | 'unsure' | 'not met yet';
}

const given = ['Amina', 'Luc', 'Zofia', 'Daniel', 'Mei', 'Ines', 'Tomasz', 'Priya', 'Jonas', 'Salma', 'Éloïse', 'Kwame'];
const family = [
	'Okafor',
	'Lefèvre',
	'Nowak',
	'Reid',
	'Chen',
	'Duarte',
	'Kowalski',
	'Shah',
	'Weber',
	'Haddad',
	'Moreau',
	'Mensah',
	'O’Neill',
];
const streets = ['Mill Street', 'Weir Lane', 'Station Road', 'Orchard Rise', 'Ferry Steps', 'Chapel Row', 'Tanner’s Yard'];
const areas = ['Riverside North', 'Riverside South', 'Old Docks', 'Weavers’ Hill'];
const states = ['supports', 'not met yet', 'unsure', 'not met yet', 'supports'] as const;
const pick = <Item>(list: readonly Item[], at: number): Item => list[at % list.length] as Item;

export const everybody = 100_000;

export function neighbour(index: number): Neighbour {
	return {
		id: String(index),
		name: `${pick(given, index * 5 + Math.floor(index / 12))} ${pick(family, index * 7 + Math.floor(index / 91))}`,
		street: `${1 + ((index * 11) % 180)} ${pick(streets, index)}`,
		area: pick(areas, Math.floor(index / 3)),
		doors: (index * 37) % 240,
		state: pick(states, index),
	};
}

export const neighboursFrom = (offset: number, limit: number, sort?: Sort): Neighbour[] =>
	Array.from({ length: Math.max(0, Math.min(limit, everybody - offset)) }, (_, at) =>
		neighbour(sort?.direction === 'descending' ? everybody - 1 - offset - at : offset + at),
	);

const acts: PaletteItem[] = [
	{ id: 'add', label: 'Add a person', href: '/design/organiser#add', group: 'Actions', icon: UserPlus },
	{ id: 'bell', label: 'Read what is new', href: '/design/organiser#new', group: 'Actions', icon: Bell },
];

export async function findAnything(text: string): Promise<PaletteItem[]> {
	const wanted = text.toLowerCase();
	const people = neighboursFrom(0, 400)
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.slice(0, 6)
		.map(({ id, name, street }) => ({
			id: `person-${id}`,
			label: name,
			detail: street,
			href: `/design/organiser#person-${id}`,
			group: 'People',
			icon: Users,
		}));
	return [...people, ...acts.filter(({ label }) => label.toLowerCase().includes(wanted))];
}

const weeks = ['5 Oct', '12 Oct', '19 Oct', '26 Oct', '2 Nov', '9 Nov', '16 Nov'];
const weekly = (values: readonly number[], spread = 0) =>
	weeks.map((label, at) => {
		const value = values[at] ?? 0;
		return spread ? { label, value, low: Math.round(value * (1 - spread)), high: Math.round(value * (1 + spread)) } : { label, value };
	});

export const doorsByArea = [
	{
		name: 'Doors knocked',
		points: [
			{ label: 'Riverside North', value: 1840 },
			{ label: 'Old Docks', value: 1213 },
			{ label: 'Riverside South', value: 960 },
			{ label: 'Weavers’ Hill', value: 312 },
		],
	},
];
export const supportByArea = [
	{
		name: 'Would vote for the river',
		points: [
			{ label: 'Riverside North', value: 61, low: 55, high: 67 },
			{ label: 'Old Docks', value: 48, low: 39, high: 57 },
			{ label: 'Weavers’ Hill', value: 34, low: 18, high: 50 },
		],
	},
];
export const weeklyWork = [
	{ name: 'Doors', points: weekly([120, 180, 260, 240, 410, 520, 640], 0.08) },
	{ name: 'Calls', points: weekly([300, 280, 310, 260, 290, 330, 350]) },
	{ name: 'Letters', points: weekly([0, 0, 90, 60, 140, 120, 210]) },
];
export const areasByWeek = [
	{ name: 'Riverside North', points: weekly([12, 30, 44, 61, 70, 92, 120]) },
	{ name: 'Old Docks', points: weekly([8, 9, 22, 18, 35, 33, 47]) },
	{ name: 'Riverside South', points: weekly([20, 22, 18, 25, 21, 24, 26]) },
	{ name: 'Weavers’ Hill', points: weekly([0, 2, 3, 3, 9, 12, 30]) },
];
