/** The body of a passkey ceremony as static/passkey.js sends it. What the browser signed is judged by the library. */
import * as v from 'valibot';

const clientResponse = v.looseObject({
	id: v.pipe(v.string(), v.maxLength(1400)),
	rawId: v.string(),
	type: v.literal('public-key'),
	response: v.looseObject({ clientDataJSON: v.string() }),
	clientExtensionResults: v.record(v.string(), v.unknown()),
});
const ceremony = v.variant('step', [
	v.object({ step: v.literal('begin') }),
	v.object({
		step: v.literal('finish'),
		response: clientResponse,
		name: v.optional(v.string(), ''),
		to: v.optional(v.string(), ''),
	}),
]);

export async function readCeremony(request: Request): Promise<v.InferOutput<typeof ceremony> | null> {
	const result = v.safeParse(ceremony, await request.json().catch(() => null));
	return result.success ? result.output : null;
}
