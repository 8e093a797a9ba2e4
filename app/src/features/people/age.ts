/** Whole years on `today` (`YYYY-MM-DD`). Where only the year is known, the younger of the two possible ages. */
export function ageOn(today: string, birthDate: string | null, birthYear: number | null): number | null {
	if (birthDate === null) return birthYear === null ? null : Number(today.slice(0, 4)) - birthYear - (today.slice(5) === '12-31' ? 0 : 1);
	const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
	return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
