/**
 * Who sees whom: the one place that maintains `person_visibility`, which the walls of narrower scopes read. Nothing here
 * decides at the moment of reading, so a forgotten call shows too little or a grant too long, never the whole node.
 */
import type { Writer } from '#server/database.ts';
import {
	deleteVisibility,
	type HandedReason,
	insertVisibility,
	replaceVisibilityOfAccount,
	replaceVisibilityOfPeople,
} from './store/visibility.ts';

/** After the account's grants changed, in the same transaction: what it sees by area and as its own file is worked out anew. */
export async function refreshVisibility(writer: Writer, accountId: string): Promise<void> {
	await replaceVisibilityOfAccount(writer, accountId);
}

/** After people were added, placed or moved, in the same transaction. */
export async function refreshVisibilityOfPeople(writer: Writer, personIds: readonly string[]): Promise<void> {
	if (personIds.length > 0) await replaceVisibilityOfPeople(writer, personIds);
}

/** Puts people into an account's hands: its group's, or the work it was given. */
export async function showPeople(writer: Writer, accountId: string, personIds: readonly string[], reason: HandedReason): Promise<void> {
	if (personIds.length > 0) await insertVisibility(writer, accountId, personIds, reason);
}

/** Takes them back; what the account sees for another reason stays. */
export async function hidePeople(writer: Writer, accountId: string, personIds: readonly string[], reason: HandedReason): Promise<void> {
	if (personIds.length > 0) await deleteVisibility(writer, accountId, personIds, reason);
}
