/** Where things stand in a chart. Pure; values in the unit of the data. */

export interface ChartPoint {
	/** What it is: a place, a week, an answer. */
	label: string;
	value: number;
	/** The range the true value is likely in; drawn as a whisker or a band. */
	low?: number;
	high?: number;
	href?: string;
}

export interface ChartSeries {
	name: string;
	points: readonly ChartPoint[];
}

/** Round steps from zero that reach the largest value, at most `count` of them: 0, 20, 40, 60 for 53. Source: Heckbert 1990. */
export function niceTicks(largest: number, count = 4): number[] {
	if (!(largest > 0) || !Number.isFinite(largest)) return [0, 1];
	const rough = largest / count;
	const power = 10 ** Math.floor(Math.log10(rough));
	const factor = [1, 2, 5, 10].find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
	const step = factor * power;
	const steps = Math.ceil((largest / step) * (1 - 1e-9));
	return Array.from({ length: steps + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

/** The largest value or upper bound of all points; 0 when there are none. */
export function largestOf(points: readonly ChartPoint[]): number {
	return points.reduce((most, point) => Math.max(most, point.value, point.high ?? 0), 0);
}

/** SVG path data of a line in a box of 100 × 100 with zero at the bottom. */
export function linePath(values: readonly number[], top: number): string {
	return values.map((value, at) => `${at === 0 ? 'M' : 'L'}${horizontal(at, values.length)} ${vertical(value, top)}`).join('');
}

/** SVG path data of the area between the lower and upper bounds. Points without bounds have their value as both. */
export function bandPath(points: readonly ChartPoint[], top: number): string {
	const upper = points.map((point, at) => `${horizontal(at, points.length)} ${vertical(point.high ?? point.value, top)}`);
	const lower = points.map((point, at) => `${horizontal(at, points.length)} ${vertical(point.low ?? point.value, top)}`).reverse();
	return points.length ? `M${[...upper, ...lower].join('L')}Z` : '';
}

/** Percent from the left of the point with this number among `count`. */
export const horizontal = (at: number, count: number): number => round(count < 2 ? 50 : (at / (count - 1)) * 100);

/** Percent from the top of this value, where `top` stands at the upper edge. */
export const vertical = (value: number, top: number): number => round(100 - (value / top) * 100);

const round = (percent: number) => Math.round(percent * 100) / 100;

/** RFC 4180 text of the series, one row per label. Cells that a spreadsheet would run as a formula get an apostrophe. */
export function seriesToCsv(series: readonly ChartSeries[], labelName: string): string {
	const labels = [...new Set(series.flatMap(({ points }) => points.map(({ label }) => label)))];
	const rows = labels.map((label) => [
		label,
		...series.map(({ points }) => String(points.find((point) => point.label === label)?.value ?? '')),
	]);
	return [[labelName, ...series.map(({ name }) => name)], ...rows].map((row) => row.map(quote).join(',')).join('\r\n');
}

function quote(cell: string): string {
	const safe = /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
