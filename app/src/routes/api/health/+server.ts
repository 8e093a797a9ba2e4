import { json } from '@sveltejs/kit';

/** This process is alive. */
export const GET = () => json({ alive: true, uptimeSeconds: Math.floor(process.uptime()) });
