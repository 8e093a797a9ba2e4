/** The guard of a page: what somebody may not do is not there for them. The database's walls hold without it. */
import { error } from '@sveltejs/kit';
import { type Act, can } from '#features/identity/roles.ts';

/** @throws the site's 404 when the account may not do `act`. */
export function requireAct(locals: App.Locals, act: Act): void {
	if (!can(locals.account, act)) error(404);
}
