/** Calls `repaint` whenever the page's colours change: by the person's choice, the system's, or its contrast. Returns the end. */
export function watchTheme(repaint: () => void): () => void {
	const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
	for (const query of queries) query.addEventListener('change', repaint);
	const observer = new MutationObserver(repaint);
	observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	return () => {
		for (const query of queries) query.removeEventListener('change', repaint);
		observer.disconnect();
	};
}
