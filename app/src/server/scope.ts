/** Whose eyes a transaction has: who asks, and how far they see. */

export type AccountId = string & { readonly __brand: 'AccountId' };

/**
 * Whose eyes a transaction has. `whole`: an account with a role over the whole node. `scoped`: an account that sees its
 * own scope. `nobody`: a visitor. `program`: the node itself (worker, sign-in, command line); only doors and room
 * identity make one.
 */
export type Scope =
	| { readonly kind: 'whole'; readonly accountId: AccountId }
	| { readonly kind: 'scoped'; readonly accountId: AccountId }
	| { readonly kind: 'nobody' }
	| { readonly kind: 'program' };

export const NOBODY: Scope = { kind: 'nobody' };
export const PROGRAM: Scope = { kind: 'program' };
