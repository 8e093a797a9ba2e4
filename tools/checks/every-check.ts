import type { Check } from '../repository.ts';
import { check as asvs } from './asvs.ts';
import { check as types } from './compiler.ts';
import { check as direction } from './direction.ts';
import { check as docs } from './docs.ts';
import { check as licences } from './licences.ts';
import { check as lockFile } from './lock-file.ts';
import { check as messages } from './messages.ts';
import { check as migrations } from './migrations.ts';
import { check as names } from './names.ts';
import { check as privacy } from './privacy.ts';
import { check as purity } from './purity.ts';
import { check as sizes } from './sizes.ts';
import { check as style } from './style.ts';
import { check as tables } from './tables.ts';
import { check as unused } from './unused.ts';
import { check as visibleText } from './visible-text.ts';

/** Slow ones first, so that they run beside each other. */
export const everyCheck: Check[] = [
	types,
	unused,
	direction,
	style,
	docs,
	names,
	sizes,
	purity,
	tables,
	migrations,
	messages,
	visibleText,
	privacy,
	lockFile,
	licences,
	asvs,
];
