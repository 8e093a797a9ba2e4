/** What this room announces. */
import type { Grant } from './roles.ts';

/** An account was given a role, or lost all it had: whoever keeps what an account may see looks again. */
export const ROLES_CHANGED = 'RolesChanged';
export type RolesChanged = { accountId: string; grants: Grant[] };
