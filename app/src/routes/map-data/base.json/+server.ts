import { readBaseMap } from '../base-map.ts';

export async function GET() {
	return Response.json(await readBaseMap(), { headers: { 'cache-control': 'no-cache' } });
}
