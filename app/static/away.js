// Goes on as soon as the node is ready, and until then leaves the page as it is for whoever reads it.
const PAUSE_MS = 5000;
setInterval(async () => {
	const answer = await fetch('/api/ready').catch(() => null);
	if (answer?.ok) location.assign(location.pathname + location.search);
}, PAUSE_MS);
