/** What each role may do: presets, not a matrix. The database's walls hold whatever is decided here. */

export const ROLES = ['host', 'administrator', 'organiser', 'group-lead', 'volunteer', 'supporter'] as const;
export type Role = (typeof ROLES)[number];
export type ScopeKind = 'node' | 'area' | 'group' | 'work' | 'own-file';
export type Grant = { readonly role: Role; readonly scopeKind: ScopeKind; readonly scopeId: string | null };

export type Act =
	| 'people.read'
	| 'people.write'
	| 'people.import'
	| 'people.export'
	| 'people.erase'
	| 'places.read'
	| 'places.write'
	| 'team.read'
	| 'team.invite'
	| 'team.change'
	| 'settings.read'
	| 'settings.write'
	| 'health.read'
	| 'mail.read'
	| 'audit.read'
	| 'field.work';

/** A host runs the machine and never sees people. */
const hosting = ['health.read', 'settings.read'] as const;
const organising = [
	'people.read',
	'people.write',
	'people.import',
	'people.erase',
	'places.read',
	'places.write',
	'team.read',
	'team.invite',
	'field.work',
] as const;

const presets: Record<Role, readonly Act[]> = {
	host: hosting,
	administrator: [...hosting, ...organising, 'people.export', 'team.change', 'settings.write', 'mail.read', 'audit.read'],
	organiser: organising,
	'group-lead': ['people.read', 'places.read', 'field.work'],
	volunteer: ['field.work'],
	supporter: [],
};

type Holder = { readonly roles: readonly Grant[] } | null;

export function can(holder: Holder, act: Act): boolean {
	return holder?.roles.some(({ role }) => presets[role].includes(act)) ?? false;
}

export function holds(holder: Holder, ...roles: readonly Role[]): boolean {
	return holder?.roles.some(({ role }) => roles.includes(role)) ?? false;
}

/** Whether the whole node is in sight; everybody else sees their own scope, a host none of the people. */
export function seesWholeNode(holder: Holder): boolean {
	return holds(holder, 'administrator', 'organiser');
}

/** Who works at headquarters; the others have the field. */
export function worksAtHeadquarters(holder: Holder): boolean {
	return holds(holder, 'host', 'administrator', 'organiser', 'group-lead');
}

/** Administrators and organisers hold everybody's data, hosts the machine: a password alone is not enough for them. */
export function needsSecondFactor(holder: Holder): boolean {
	return holds(holder, 'host', 'administrator', 'organiser');
}

export const INVITED_ROLES = ['administrator', 'organiser', 'group-lead', 'volunteer'] as const;
export type InvitedRole = (typeof INVITED_ROLES)[number];

/** Nobody grants what would give the other more than they have themselves. */
export function grantableRoles(holder: Holder): readonly InvitedRole[] {
	if (holds(holder, 'administrator')) return INVITED_ROLES;
	return holds(holder, 'organiser') ? ['group-lead', 'volunteer'] : [];
}

/** The grant of a role: a group lead's needs its area, the others' scope follows from the role. */
export function grantOf(role: Role, areaId: string | null = null): Grant | 'area-missing' {
	if (role === 'group-lead') return areaId ? { role, scopeKind: 'area', scopeId: areaId } : 'area-missing';
	if (role === 'volunteer') return { role, scopeKind: 'work', scopeId: null };
	if (role === 'supporter') return { role, scopeKind: 'own-file', scopeId: null };
	return { role, scopeKind: 'node', scopeId: null };
}
