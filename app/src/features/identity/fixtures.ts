/** Named samples: the people who run Riverside's node. */
import { type Grant, grantOf, type Role } from './roles.ts';

export function grantsOf(role: Exclude<Role, 'group-lead'>): Grant[] {
	return [grantOf(role) as Grant];
}

export const ada = { email: 'ada@riverside.example', displayName: 'Ada Marsh', grants: grantsOf('administrator') };
export const omar = { email: 'omar@riverside.example', displayName: 'Omar Benali', grants: grantsOf('organiser') };
export const vera = { email: 'vera@riverside.example', displayName: 'Vera Lindqvist', grants: grantsOf('volunteer') };
export const hugo = { email: 'hugo@riverside.example', displayName: 'Hugo Stein', grants: grantsOf('host') };
