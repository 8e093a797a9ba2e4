export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const linesToLookAt = 50;

/** Finds the delimiter that cuts the first lines into the most cells of equal number, quotes respected. A single column reads as commas. */
export function recogniseDelimiter(sample: string): { delimiter: Delimiter; quoted: boolean } {
	const counts = countPerLine(sample);
	let best: Delimiter = ',';
	let bestScore = 0;
	for (const delimiter of delimiters) {
		const perLine = counts.get(delimiter) as number[];
		const header = perLine[0] ?? 0;
		const agreeing = perLine.filter((count) => count === header).length / perLine.length;
		// A delimiter that cuts the header must also cut the rows: agreement weighs more than number.
		const score = header * agreeing ** 3;
		if (score > bestScore) [best, bestScore] = [delimiter, score];
	}
	return { delimiter: best, quoted: new RegExp(`(?:^|[\\r\\n${best === '|' ? '\\|' : best}])"`).test(sample) };
}

function countPerLine(sample: string): Map<Delimiter, number[]> {
	const counts = new Map<Delimiter, number[]>(delimiters.map((delimiter) => [delimiter, []]));
	let line = new Map<string, number>();
	let inQuotes = false;
	let lines = 0;
	let length = 0;
	const endLine = () => {
		if (length > 0) {
			for (const delimiter of delimiters) (counts.get(delimiter) as number[]).push(line.get(delimiter) ?? 0);
			lines++;
		}
		line = new Map();
		length = 0;
	};
	let cut = true;
	for (const char of sample) {
		if (char === '"') inQuotes = !inQuotes;
		else if (!inQuotes && (char === '\n' || char === '\r')) {
			endLine();
			if (lines === linesToLookAt) {
				cut = false;
				break;
			}
			continue;
		} else if (!inQuotes) line.set(char, (line.get(char) ?? 0) + 1);
		length++;
	}
	// The sample may end in the middle of a line: that one counts only when it is all there is.
	if (cut && lines === 0) endLine();
	return counts;
}
