import { blankComments, type Check, lineAt, type Tree } from '../repository.ts';

const builderCall = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([\w.]+)/g;
const plainSql =
	/\b(?:insert\s+into|merge\s+into|delete\s+from|truncate(?:\s+table)?)\s+(?:only\s+)?"?([a-z_][\w.]*)|\bupdate\s+(?:only\s+)?"?([a-z_][\w.]*)"?\s+(?:as\s+\w+\s+)?set\b|\bcopy\s+"?([a-z_][\w.]*)"?\s*(?:\([^)]*\)\s*)?from\b/gi;

interface Write {
	table: string;
	room: string;
	path: string;
	line: number;
}

/** A table is written by one room only, and inside the room only by its store and its eraser. */
export const check: Check = {
	name: 'tables',
	async run(tree: Tree) {
		const findings: string[] = [];
		const writes = tree.files.filter(isProductCode).flatMap((path) => findWrites(path, tree.read(path)));
		for (const { table, path, line } of writes) {
			if (path.startsWith('app/src/server/')) continue;
			if (!/^app\/src\/features\/[^/]+\/server\/(?:(?:store|erasure)[^/]*\.ts$|store\/)/.test(path)) {
				findings.push(`${path}:${line}: writes «${table}» outside a room's server/store.ts; put the SQL there and call it.`);
			}
		}
		const writers = Map.groupBy(writes, (write) => write.table);
		for (const [table, its] of writers) {
			const rooms = [...new Set(its.map((write) => write.room))].sort();
			if (rooms.length < 2) continue;
			for (const { path, line } of its) {
				findings.push(
					`${path}:${line}: «${table}» is written by ${rooms.join(' and ')}; one room writes a table, the others call its commands.`,
				);
			}
		}
		return findings;
	},
};

function isProductCode(path: string): boolean {
	return path.startsWith('app/src/') && path.endsWith('.ts') && !path.endsWith('.test.ts');
}

function findWrites(path: string, text: string): Write[] {
	const source = blankComments(text);
	const room = /^app\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? 'the plumbing';
	return [...source.matchAll(builderCall), ...source.matchAll(plainSql)].flatMap((found) => {
		const table = (found[1] ?? found[2] ?? found[3])?.toLowerCase().replace(/^public\./, '');
		// `on conflict do update set` names no table.
		return table && table !== 'set' ? [{ table, room, path, line: lineAt(text, found.index) }] : [];
	});
}
