/**
 * Back to the script a name was born in, letter by letter: good enough for a demonstration's birth certificates, wrong for a
 * register. Longer spellings first.
 */
const GREEK =
	'th=θ ch=χ ps=ψ ou=ου ph=φ a=α b=μπ c=κ d=δ e=ε f=φ g=γ h=χ i=ι j=τζ k=κ l=λ m=μ n=ν o=ο p=π r=ρ s=σ t=τ u=υ v=β w=ω x=ξ y=υ z=ζ';
const UKRAINIAN =
	'shch=щ zh=ж kh=х ts=ц ch=ч sh=ш yu=ю ya=я ye=є iia=ія ii=ій iu=ю ia=я ie=є a=а b=б v=в h=г g=ґ d=д e=е z=з y=и i=і k=к l=л m=м n=н o=о p=п r=р s=с t=т u=у f=ф c=ц j=й q=к w=в x=кс';

const tables: Readonly<Record<string, readonly (readonly [string, string])[]>> = { el: table(GREEK), uk: table(UKRAINIAN) };

function table(letters: string): (readonly [string, string])[] {
	return letters.split(' ').map((pair) => pair.split('=') as [string, string]);
}

/** `Eleni` → `Ελενι`; undefined for languages that are written in Latin letters here. */
export function inOwnScript(name: string, language: string): string | undefined {
	const letters = tables[language];
	if (!letters) return undefined;
	let rest = name.toLowerCase();
	let written = '';
	while (rest !== '') {
		const [latin, own] = letters.find(([spelling]) => rest.startsWith(spelling)) ?? [rest[0] ?? '', rest[0] ?? ''];
		written += own;
		rest = rest.slice(latin.length);
	}
	if (language === 'el') written = written.replace(/σ$/, 'ς');
	return written.slice(0, 1).toUpperCase() + written.slice(1);
}
