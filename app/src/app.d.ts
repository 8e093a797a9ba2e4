import type { SignedInAccount } from '#features/identity/account.ts';
import type { Scope } from '#server/database.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in. */
			account: SignedInAccount | null;
			/** Whose eyes the database lends to this request. */
			scope: Scope;
			locale: 'en' | 'fr';
			/** Set when the database was away in the middle of this request: the answer becomes 503. */
			databaseAway?: boolean;
		}
	}
}
