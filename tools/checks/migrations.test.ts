import { expect, test } from 'vitest';
import { check } from './migrations.ts';
import { plantTree } from './planted-tree.ts';

const why = '-- Because people have addresses.\n';

test('numbers run without a gap and the first line says why', async () => {
	const sound = { 'app/db/migrations/0001-people.sql': why, 'app/db/migrations/0002-places.sql': why };
	expect(await check.run(plantTree(sound))).toEqual([]);
	expect(await check.run(plantTree({ ...sound, 'app/db/migrations/0004-visits.sql': why }))).toHaveLength(1);
	expect(await check.run(plantTree({ ...sound, 'app/db/migrations/0002-twice.sql': why }))).toHaveLength(1);
	expect(await check.run(plantTree({ ...sound, 'app/db/migrations/0003-visits.sql': 'create table visits ();' }))).toHaveLength(1);
	expect(await check.run(plantTree({ ...sound, 'app/db/migrations/visits.sql': why }))).toHaveLength(1);
});
