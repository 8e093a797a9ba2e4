import { error, json } from '@sveltejs/kit';
import { mustSetUpSecondFactor } from '#features/identity/account.ts';
import { describeDevice } from '#features/identity/device.ts';
import { beginPasskeyRegistration, finishPasskeyRegistration } from '#features/identity/server/passkeys.ts';
import { mayChangeFactors } from '#features/identity/session.ts';
import { readSettings } from '#features/node/server/queries.ts';
import { running } from '#server/running.ts';
import { readCeremony } from '../../../passkey-ceremony.ts';
import { setCookie } from '../../../session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals, cookies }) => {
	const { account } = locals;
	if (!account || !mayChangeFactors(account, new Date())) error(403);
	const given = await readCeremony(request);
	if (!given) return json({ refused: 'shape' }, { status: 400 });
	const node = running();
	if (given.step === 'begin') {
		return json(await beginPasskeyRegistration(node, account, (await readSettings(node.database)).name));
	}
	const wasFirst = mustSetUpSecondFactor(account);
	const done = await finishPasskeyRegistration(node, account, {
		response: given.response as never,
		name: given.name,
		device: describeDevice(request.headers.get('user-agent')),
	});
	if (done === 'refused') return json({ refused: done }, { status: 400 });
	setCookie(cookies, 'session', done.token);
	return json({ to: wasFirst ? '/home' : '/account' });
};
