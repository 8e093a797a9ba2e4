import { type Check, lineAt, type Tree } from '../repository.ts';

const schemaPath = 'app/db/schema.sql';
const registerPath = 'PRIVACY.md';
const cells = ['purpose', 'who sees it', 'how long', 'what erases it'];

/** A column of one of these names makes a table personal, whatever else it holds. */
const personalColumn =
	/^(?:\w+_)?(?:person|account)_ids?$|^(?:email|to_address|e_mail|phone|telephone|given_name|family_name|full_name|birth_date|born_on|ip_address)$/;

interface Row {
	line: number;
	cells: string[];
}

/**
 * Every table with a person in it is told in PRIVACY.md (one row: `table` | purpose | who sees it | how long | what erases it) and is
 * erased by exactly one room: `eraser.tables` in a server/erasure.ts. A table that must outlive the person says so: its last cell
 * begins with «kept» and gives the reason.
 */
export const check: Check = {
	name: 'privacy',
	async run(tree: Tree) {
		if (!tree.files.includes(schemaPath)) return [`${schemaPath}:1: is missing; dump the schema.`];
		if (!tree.files.includes(registerPath)) return [`${registerPath}:1: is missing; it tells every table that holds personal data.`];
		const tables = readTables(tree.read(schemaPath));
		const register = readRegister(tree.read(registerPath));
		const erasers = readErasers(tree);
		const findings: string[] = [];
		for (const [table, { columns, line }] of tables) {
			const column = columns.find((name) => personalColumn.test(name));
			if (column && !register.has(table)) {
				findings.push(`${schemaPath}:${line}: «${table}» holds persons (${column}) and PRIVACY.md does not say so; add its row.`);
			}
		}
		for (const [table, row] of register) {
			if (!tables.has(table)) findings.push(`${registerPath}:${row.line}: there is no table «${table}»; remove the row.`);
			else findings.push(...judgeRow(table, row, erasers));
		}
		for (const [table, places] of erasers) {
			if (places.length > 1) findings.push(`${places[1]}: «${table}» is also erased in ${places[0]}; one room erases a table.`);
			if (!tables.has(table)) findings.push(`${places[0]}: there is no table «${table}» to erase; remove the name.`);
		}
		return findings;
	},
};

function judgeRow(table: string, row: Row, erasers: Map<string, string[]>): string[] {
	const at = `${registerPath}:${row.line}`;
	const findings = cells.flatMap((cell, index) => (row.cells[index] ? [] : [`${at}: «${table}» does not say ${cell}; fill the cell.`]));
	const keeps = /^kept\b.{10,}/i.test(row.cells[3] ?? '');
	if (!keeps && !erasers.has(table)) {
		findings.push(
			`${at}: no server/erasure.ts erases «${table}»; name it in a room's eraser, or write «kept: the reason» in the last cell.`,
		);
	}
	if (keeps && erasers.has(table))
		findings.push(`${at}: «${table}» is said to be kept and is erased by ${erasers.get(table)}; one is wrong.`);
	return findings;
}

/** The tables of a dump with their column names; partitions count as the table that they are part of. */
export function readTables(sql: string): Map<string, { columns: string[]; line: number }> {
	const tables = new Map<string, { columns: string[]; line: number }>();
	for (const found of sql.matchAll(/^create (?:unlogged )?table (?:if not exists )?(?:public\.)?"?(\w+)"? \(\n([\s\S]*?)^\)/gim)) {
		const columns = (found[2] ?? '')
			.split('\n')
			.map((line) => /^\s+"?([a-z_]\w*)"? /.exec(line)?.[1] ?? '')
			.filter((name) => name && !['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude'].includes(name));
		tables.set(found[1] ?? '', { columns, line: lineAt(sql, found.index) });
	}
	return tables;
}

function readRegister(markdown: string): Map<string, Row> {
	const rows = new Map<string, Row>();
	for (const [index, text] of markdown.split('\n').entries()) {
		const row = /^\|\s*`(\w+)`\s*\|(.*)\|\s*$/.exec(text);
		if (row) rows.set(row[1] ?? '', { line: index + 1, cells: (row[2] ?? '').split('|').map((cell) => cell.trim()) });
	}
	return rows;
}

function readErasers(tree: Tree): Map<string, string[]> {
	const places = new Map<string, string[]>();
	for (const path of tree.files.filter((file) => /^app\/src\/(features\/[^/]+\/)?server\/(.*\/)?erasure\.ts$/.test(file))) {
		const text = tree.read(path);
		for (const list of text.matchAll(/\btables:\s*\[([^\]]*)\]/g)) {
			for (const name of (list[1] ?? '').matchAll(/['"](\w+)['"]/g)) {
				const table = name[1] ?? '';
				places.set(table, [...(places.get(table) ?? []), `${path}:${lineAt(text, list.index)}`]);
			}
		}
	}
	return places;
}
