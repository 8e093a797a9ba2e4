/** A form at the door: its values in shape, or every field's refusal with what was typed, so that it comes back filled in. */
import * as v from 'valibot';

type Entries = v.ObjectSchema<v.ObjectEntries, undefined>;
type Read<S extends Entries> =
	| { ok: true; output: v.InferOutput<S>; values: Record<string, string> }
	| { ok: false; errors: Record<string, string>; values: Record<string, string> };

/** What a page never gets back. */
const SECRET = /password|present|code|secret/;

export async function readForm<S extends Entries>(request: Request, schema: S): Promise<Read<S>> {
	const given = await readFields(request);
	const values = Object.fromEntries(Object.entries(given).filter(([name]) => !SECRET.test(name)));
	const result = v.safeParse(schema, given);
	if (result.success) return { ok: true, output: result.output, values };
	const errors: Record<string, string> = {};
	for (const issue of result.issues) {
		const field = String(issue.path?.[0]?.key ?? 'form');
		errors[field] ??= issue.message;
	}
	return { ok: false, errors, values };
}

async function readFields(request: Request): Promise<Record<string, string>> {
	const data = await request.formData().catch(() => new FormData());
	const fields: Record<string, string> = {};
	for (const [name, value] of data) if (typeof value === 'string') fields[name] = value;
	return fields;
}
