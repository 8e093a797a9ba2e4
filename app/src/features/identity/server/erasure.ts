/** Hands out, and takes away, the account that belongs to a person. */
import type { Reader, Writer } from '#server/database.ts';
import { deleteAccountOfPerson, selectAccountFile } from './store/account-file.ts';

export const eraser = {
	room: 'identity',
	tables: ['accounts', 'role_grants', 'sessions', 'passkeys', 'recovery_codes', 'one_time_links', 'notifications'],
	/** Null when the person has no account. Secrets and hashes are nobody's file. */
	export(reader: Reader, personId: string): Promise<Record<string, unknown> | null> {
		return selectAccountFile(reader, personId);
	},
	/** How many accounts went. What hangs on an account goes with it. */
	erase(writer: Writer, personId: string): Promise<number> {
		return deleteAccountOfPerson(writer, personId);
	},
};
