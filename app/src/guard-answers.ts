/** What every answer of a web process says, whoever writes it: files of the build never pass the site's own hooks. */
import type { RequestListener } from 'node:http';
import { answerHeaders } from './features/node/request-rules.ts';

/** Sets the security headers before the handler answers; what it sets again under the same name takes their place. */
export function guardAnswers(handler: RequestListener, isHttps: boolean): RequestListener {
	const headers = Object.entries(answerHeaders(isHttps));
	return (request, response) => {
		for (const [name, value] of headers) response.setHeader(name, value);
		handler(request, response);
	};
}
