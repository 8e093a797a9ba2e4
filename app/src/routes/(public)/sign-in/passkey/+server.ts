import { json } from '@sveltejs/kit';
import { beginPasskeySignIn, confirmWithPasskey, signInWithPasskey } from '#features/identity/server/passkeys.ts';
import { ownPath } from '#features/node/request-rules.ts';
import { running } from '#server/running.ts';
import { admit, visitorOf } from '../../../enter.ts';
import { readCeremony } from '../../../passkey-ceremony.ts';
import type { RequestHandler } from './$types';

/** Signing in, and within a session showing the passkey again. */
export const POST: RequestHandler = async (event) => {
	const given = await readCeremony(event.request);
	if (!given) return json({ refused: 'shape' }, { status: 400 });
	if (given.step === 'begin') {
		const options = await beginPasskeySignIn(running(), visitorOf(event));
		return options === 'too-many' ? json({ refused: options }, { status: 429 }) : json(options);
	}
	const { account } = event.locals;
	if (account) {
		const isConfirmed = await confirmWithPasskey(running(), account, given.response as never);
		return isConfirmed ? json({ to: ownPath(given.to) ?? '/account' }) : json({ refused: 'wrong' }, { status: 400 });
	}
	const to = admit(event, await signInWithPasskey(running(), given.response as never, visitorOf(event)), given.to);
	return to ? json({ to }) : json({ refused: 'wrong' }, { status: 400 });
};
