/** CSV for people with spreadsheets: RFC 4180, and no cell that a spreadsheet would run as a formula (OWASP). */
export function csvLine(cells: readonly (string | number)[]): string {
	return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number): string {
	const text = typeof value === 'string' && /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
