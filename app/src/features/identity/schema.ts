/** The shapes of this room's forms. Every refusal is a code; `ui/words.ts` says it. */
import * as v from 'valibot';
import { LOCALES, THEMES } from './account.ts';
import { INVITED_ROLES } from './roles.ts';

const text = (most: number) => v.pipe(v.string('missing'), v.trim(), v.maxLength(most, 'too-long'));
const filled = (most: number) => v.pipe(text(most), v.minLength(1, 'missing'));
export const email = v.pipe(filled(254), v.toLowerCase(), v.email('not-an-email'));
/** As typed: spaces at the ends belong to a password. */
const password = v.pipe(v.string('missing'), v.minLength(1, 'missing'), v.maxLength(400, 'too-long'));
const wishedPassword = v.optional(v.pipe(v.string(), v.maxLength(400, 'too-long')), '');
const displayName = filled(80);
const uuid = v.pipe(v.string(), v.uuid('missing'));
const areaId = v.pipe(
	v.optional(v.string(), ''),
	v.check((text) => text === '' || v.is(uuid, text), 'missing'),
	v.transform((text) => text || null),
);

export const signInForm = v.object({ email, password, to: v.optional(v.string(), '') });
export const emailForm = v.object({ email });
export const codeForm = v.object({ code: filled(40), to: v.optional(v.string(), '') });
export const totpForm = v.object({ secret: filled(40), code: filled(40) });
export const newPasswordForm = v.object({ password });
export const changePasswordForm = v.object({ present: wishedPassword, password });
export const invitationForm = v.object({ email, role: v.picklist(INVITED_ROLES, 'missing'), areaId });
export const roleForm = v.object({ accountId: uuid, role: v.picklist(INVITED_ROLES, 'missing'), areaId });
export const acceptanceForm = v.object({ displayName, password: wishedPassword });
export const profileForm = v.object({ displayName, locale: v.picklist(LOCALES, 'missing'), theme: v.picklist(THEMES, 'missing') });
export const accountIdForm = v.object({ accountId: uuid, disabled: v.optional(v.string(), '') });
export const administratorEntries = { displayName, email, password: wishedPassword } as const;
