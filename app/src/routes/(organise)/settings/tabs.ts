/** What lies behind the settings, for whoever may see it. */
import { m } from '#locales/compiled/messages.js';

export function settingsTabs(current: string, acts: readonly string[]): { href: string; label: string; current: boolean }[] {
	const tabs = [
		{ href: '/settings', label: m.node_tab_group(), act: 'settings.read' },
		{ href: '/settings/health', label: m.node_health_title(), act: 'health.read' },
		{ href: '/mail', label: m.node_mail_title(), act: 'mail.read' },
	];
	return tabs.filter(({ act }) => acts.includes(act)).map(({ href, label }) => ({ href, label, current: href === current }));
}
