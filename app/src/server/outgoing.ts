/**
 * All HTTP that the node sends. One agent: the name is resolved once, every address it gives must be public, and the
 * connection goes to exactly that address, so that a name cannot point elsewhere between check and connect (SSRF).
 */
import { lookup as resolveName } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { Agent, fetch, type RequestInit } from 'undici';

const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 10_000;

/** The other side may not be asked, or answered too much. `reason` is for people: what is wrong with the address. */
export class OutgoingRefused extends Error {
	readonly reason: 'not-https' | 'port-not-443' | 'private-address' | 'too-many-redirects' | 'body-too-large';
	constructor(reason: OutgoingRefused['reason']) {
		super(reason);
		this.name = 'OutgoingRefused';
		this.reason = reason;
	}
}

/** Only ordinary public unicast addresses; loopback, private, link-local, mapped, documentation and reserved ones are not. */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	return ipaddr.process(address).range() === 'unicast';
}

export type OutgoingOptions = {
	/** Tests talk to real peers on loopback. */
	allowAddress?: (address: string) => boolean;
	allowPort?: (url: URL) => boolean;
	certificateAuthority?: string;
	maxBytes?: number;
};

export type Outgoing = {
	request(url: string | URL, init?: RequestInit): Promise<{ status: number; headers: Headers; body: Uint8Array }>;
	close(): Promise<void>;
};

export function openOutgoing(options: OutgoingOptions = {}): Outgoing {
	const allowAddress = options.allowAddress ?? isPublicAddress;
	const allowPort = options.allowPort ?? ((url) => url.port === '');
	const maxBytes = options.maxBytes ?? 512 * 1024;
	const agent = new Agent({
		connect: {
			timeout: TIMEOUT_MS,
			...(options.certificateAuthority && { ca: options.certificateAuthority }),
			lookup: (hostname, lookupOptions, callback) => {
				resolveName(hostname, { ...lookupOptions, all: true }, (fault, addresses) => {
					if (fault) return callback(fault, []);
					if (addresses.length === 0 || !addresses.every(({ address }) => allowAddress(address)))
						return callback(new OutgoingRefused('private-address'), []);
					return callback(null, addresses);
				});
			},
		},
		headersTimeout: TIMEOUT_MS,
		bodyTimeout: TIMEOUT_MS,
	});

	async function request(target: string | URL, init: RequestInit = {}) {
		let url = new URL(target);
		for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
			check(url);
			const response = await fetch(url, { ...init, redirect: 'manual', dispatcher: agent, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
				unwrap,
			);
			const location = response.status >= 300 && response.status < 400 && response.headers.get('location');
			if (!location) return { status: response.status, headers: response.headers as unknown as Headers, body: await readBody(response) };
			await response.body?.cancel();
			url = new URL(location, url);
		}
		throw new OutgoingRefused('too-many-redirects');
	}

	/** A literal address never reaches `lookup`, so it is checked here. */
	function check(url: URL): void {
		if (url.protocol !== 'https:') throw new OutgoingRefused('not-https');
		if (!allowPort(url)) throw new OutgoingRefused('port-not-443');
		const literal = url.hostname.replace(/^\[|\]$/g, '');
		if (ipaddr.isValid(literal) && !allowAddress(literal)) throw new OutgoingRefused('private-address');
	}

	async function readBody(response: Awaited<ReturnType<typeof fetch>>): Promise<Uint8Array> {
		const chunks: Uint8Array[] = [];
		let bytes = 0;
		for await (const chunk of response.body ?? []) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new OutgoingRefused('body-too-large');
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	}

	return { request, close: () => agent.close() };
}

/** fetch wraps what our lookup said. */
function unwrap(fault: unknown): never {
	for (let cause = fault; cause instanceof Error; cause = cause.cause) if (cause instanceof OutgoingRefused) throw cause;
	throw fault;
}
