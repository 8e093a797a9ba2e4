/** Chromium, and the people who sit before it: each visitor has cookies of their own, and whatever goes wrong on their pages is noted. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const quiet = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export const DESK = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export type Visitor = Readonly<{
	page: Page;
	context: BrowserContext;
	/** What no page may do: write errors to the console, throw, break its own content policy, ask another host, answer 5xx. */
	faults: string[];
}>;

export async function openBrowser(words: string[] = []): Promise<Browser> {
	const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
	return chromium.launch({ executablePath, args: [...quiet, ...words], env: { ...process.env, TZ: 'UTC' } as Record<string, string> });
}

export async function welcome(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visitor> {
	const context = await browser.newContext({ baseURL: address, viewport: DESK, locale: 'en-GB', reducedMotion: 'reduce', ...options });
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const faults: string[] = [];
	watch(context, new URL(address).host, faults);
	return { page, context, faults };
}

function watch(context: BrowserContext, host: string, faults: string[]): void {
	context.on('console', (message) => {
		if (message.type() !== 'error') return;
		// The browser writes a line for every answer of 400 and above; which of them are wrong is judged below.
		if (message.text().startsWith('Failed to load resource') && !message.text().includes('net::')) return;
		faults.push(`console on ${message.page()?.url()}: ${message.text()}`);
	});
	context.on('weberror', (fault) => faults.push(`thrown on ${fault.page()?.url()}: ${fault.error().stack ?? fault.error()}`));
	context.on('request', (request) => {
		const url = new URL(request.url());
		if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) faults.push(`asked another host: ${request.url()}`);
	});
	context.on('response', (response) => {
		const isPart = response.request().resourceType() !== 'document';
		if (response.status() >= 500 || (isPart && response.status() >= 400)) faults.push(`${response.status()} for ${response.url()}`);
	});
}
