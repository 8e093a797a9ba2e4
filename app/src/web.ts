/** A web process: the built site behind a small server. Several may share the port; none keeps anything the others need. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { guardAnswers } from './guard-answers.ts';
import { log } from './server/log.ts';
import { openRunning } from './server/running.ts';

const { config, database } = openRunning();

// The site asks these headers; only this server sets them, whatever a client sends.
const HEADERS = { address: 'x-groundswell-address', protocol: 'x-groundswell-protocol', host: 'x-groundswell-host' } as const;
process.env.ADDRESS_HEADER = HEADERS.address;
process.env.PROTOCOL_HEADER = HEADERS.protocol;
process.env.HOST_HEADER = HEADERS.host;
// Routes set their own, smaller limits; an upload of a register is streamed to disk.
process.env.BODY_SIZE_LIMIT = 'Infinity';

const site = (await import(join(import.meta.dirname, '../build/handler.js'))) as { handler: RequestListener };
const handler = guardAnswers(site.handler, config.publicUrl.protocol === 'https:');

const server = createServer((request, response) => {
	request.headers[HEADERS.address] = clientAddress(request);
	request.headers[HEADERS.protocol] = config.publicUrl.protocol.slice(0, -1);
	request.headers[HEADERS.host] = config.publicUrl.host;
	// Callbacks of other machines carry no cookie and no Origin; the site's form check would refuse them.
	if (request.url?.startsWith('/hooks/')) {
		delete request.headers.cookie;
		request.headers.origin = config.publicUrl.origin;
	}
	handler(request, response);
});
server.requestTimeout = 30 * 60_000;
server.headersTimeout = 20_000;
server.keepAliveTimeout = 65_000;

/** Counted from the right: what stands further left was written by whoever sent the request. */
function clientAddress(request: IncomingMessage): string {
	const direct = request.socket.remoteAddress ?? '0.0.0.0';
	if (config.trustedProxies === 0) return direct;
	const hops = String(request.headers['x-forwarded-for'] ?? '')
		.split(',')
		.map((hop) => hop.trim());
	const candidate = hops.at(-config.trustedProxies) ?? '';
	return isIP(candidate) ? candidate : direct;
}

let stopping = false;
function stop(): void {
	if (stopping) return;
	stopping = true;
	// Open event streams close themselves on this.
	process.emit('groundswell:stopping' as never);
	server.close(async () => {
		await database.close().catch(() => {});
		process.exit(0);
	});
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), 10_000).unref();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The supervisor is gone: nobody would restart us, and the next start needs the port.
process.on('disconnect', stop);

server.listen({ port: config.port, host: config.host, reusePort: config.webProcesses > 1 }, () => {
	log.info('web process listens', { pid: process.pid });
	process.send?.('ready');
});
server.on('error', (fault: NodeJS.ErrnoException) => {
	log.error('web process cannot listen', { code: fault.code ?? null });
	process.exit(75);
});
