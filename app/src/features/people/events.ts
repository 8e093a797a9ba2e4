/** What room people announces. */
export type PeopleAdded = { event: 'PeopleAdded'; body: { importId: string; personIds: string[] } };
export type ImportEnded = {
	event: 'ImportEnded';
	body: { importId: string; accountId: string | null; fileName: string; created: number; updated: number; refused: number };
};
/** A file that cannot be taken, found while it was checked or while it was written. */
export type ImportRefused = {
	event: 'ImportRefused';
	body: { importId: string; accountId: string | null; fileName: string; failure: string };
};

export function peopleAdded(body: PeopleAdded['body']): PeopleAdded {
	return { event: 'PeopleAdded', body };
}

export function importEnded(body: ImportEnded['body']): ImportEnded {
	return { event: 'ImportEnded', body };
}

export function importRefused(body: ImportRefused['body']): ImportRefused {
	return { event: 'ImportRefused', body };
}
