// Signing in with a passkey and registering one, without a framework: the server makes the options and judges the answer.
for (const place of document.querySelectorAll('[data-passkey]')) {
	const { passkey: act, address, to, nameFrom } = place.dataset;
	const button = place.querySelector('button');
	const failed = place.querySelector('[role=alert]');
	if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
	place.hidden = false;

	const send = async (body) => {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(String(response.status));
		return response.json();
	};

	button.addEventListener('click', async () => {
		button.disabled = true;
		failed.hidden = true;
		try {
			const options = await send({ step: 'begin' });
			const credential =
				act === 'register'
					? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
					: await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
			const name = nameFrom ? (document.getElementById(nameFrom)?.value ?? '') : '';
			const done = await send({ step: 'finish', response: credential.toJSON(), name, to });
			location.assign(done.to);
		} catch {
			failed.hidden = false;
			button.disabled = false;
		}
	});
}
