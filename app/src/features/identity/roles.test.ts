import { expect, test } from 'vitest';
import {
	can,
	type Grant,
	grantableRoles,
	grantOf,
	needsSecondFactor,
	ROLES,
	type Role,
	seesWholeNode,
	worksAtHeadquarters,
} from './roles.ts';

const holding = (...roles: Role[]) => ({ roles: roles.map((role) => grantOf(role, 'area') as Grant) });

test('nobody may do anything', () => {
	expect(can(null, 'people.read')).toBe(false);
	expect(can({ roles: [] }, 'field.work')).toBe(false);
	expect(seesWholeNode(null)).toBe(false);
});

test('a host runs the machine and never sees people', () => {
	expect(can(holding('host'), 'health.read')).toBe(true);
	for (const act of ['people.read', 'people.export', 'people.import', 'mail.read', 'audit.read', 'team.read'] as const) {
		expect(can(holding('host'), act), act).toBe(false);
	}
	expect(seesWholeNode(holding('host'))).toBe(false);
	expect(seesWholeNode(holding('host', 'administrator'))).toBe(true);
});

test('only administrators change the team, the settings, export people and read the audit log', () => {
	for (const act of ['team.change', 'settings.write', 'people.export', 'audit.read', 'mail.read'] as const) {
		expect(
			ROLES.filter((role) => can(holding(role), act)),
			act,
		).toEqual(['administrator']);
	}
});

test('whoever sees the whole node, or runs it, needs a second factor', () => {
	expect(ROLES.filter((role) => needsSecondFactor(holding(role)))).toEqual(['host', 'administrator', 'organiser']);
	expect(ROLES.filter((role) => seesWholeNode(holding(role)))).toEqual(['administrator', 'organiser']);
	expect(ROLES.filter((role) => worksAtHeadquarters(holding(role)))).toEqual(['host', 'administrator', 'organiser', 'group-lead']);
});

test('nobody grants more than they have', () => {
	expect(grantableRoles(holding('administrator'))).toContain('administrator');
	expect(grantableRoles(holding('organiser'))).toEqual(['group-lead', 'volunteer']);
	for (const role of ['host', 'group-lead', 'volunteer', 'supporter'] as const) expect(grantableRoles(holding(role))).toEqual([]);
});

test('a group lead leads an area; other roles ask for none', () => {
	expect(grantOf('group-lead')).toBe('area-missing');
	expect(grantOf('group-lead', 'north')).toEqual({ role: 'group-lead', scopeKind: 'area', scopeId: 'north' });
	expect(grantOf('organiser', 'north')).toEqual({ role: 'organiser', scopeKind: 'node', scopeId: null });
});
