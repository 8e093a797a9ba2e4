/** The catalogue of notices: a kind that is not listed does not compile. Words: `server/words.ts`, in every language. */

export type NoticeCatalogue = {
	'account.new-sign-in': { device: string };
	'account.second-factor-recovered': { name: string };
	'team.joined': { name: string; role: string };
	'import.ended': { fileName: string; created: number; updated: number; refused: number };
	'import.failed': { fileName: string };
};

export type NoticeKind = keyof NoticeCatalogue;
export type NoticeBody<K extends NoticeKind> = NoticeCatalogue[K];
