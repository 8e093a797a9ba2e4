/** What the embedded PostgreSQL is told at its start. */
import { availableParallelism, totalmem } from 'node:os';

export type ClusterOptions = {
	/** How a finished WAL segment is kept (shell command with %p path, %f name), and in which folder; without it nothing is. */
	archive?: { command: string; folder: string };
	/** Brings a restored folder to the end of its archive, or to a moment; ready means that this is done. */
	recovery?: { command: string; folder: string; until?: Date };
	/** Further settings, as PostgreSQL names them. */
	settings?: Record<string, string>;
};

/** Settings for one modest machine; memory by the machine's, connections for our own pools only. */
export function serverSettings(sockets: string): Record<string, string> {
	const megabytes = totalmem() / 1024 ** 2;
	const sharedBuffers = Math.round(Math.min(2048, Math.max(64, megabytes / 8)));
	return {
		listen_addresses: '',
		// A list: quotes keep a comma in the path from splitting it.
		unix_socket_directories: `"${sockets.replaceAll('"', '""')}"`,
		unix_socket_permissions: '0700',
		max_connections: '120',
		shared_buffers: `${sharedBuffers}MB`,
		effective_cache_size: `${Math.round(megabytes / 2)}MB`,
		work_mem: '16MB',
		maintenance_work_mem: `${Math.round(Math.min(512, Math.max(64, megabytes / 16)))}MB`,
		max_parallel_workers_per_gather: String(Math.min(2, availableParallelism())),
		wal_level: 'replica',
		max_wal_size: '2GB',
		wal_compression: 'on',
		checkpoint_timeout: '15min',
		random_page_cost: '1.1',
		jit: 'off',
		timezone: 'UTC',
		log_timezone: 'UTC',
		// Statements and error details quote people's data; they stay out of the log.
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
		log_checkpoints: 'off',
	};
}

export function archiveSettings(archive: ClusterOptions['archive']): Record<string, string> {
	return archive ? { archive_mode: 'on', archive_command: archive.command, archive_timeout: '300' } : { archive_mode: 'off' };
}

export function recoverySettings(recovery: ClusterOptions['recovery']): Record<string, string> {
	if (!recovery) return {};
	const target = recovery.until && {
		recovery_target_time: recovery.until.toISOString().replace('T', ' ').replace('Z', '+00'),
		recovery_target_action: 'promote',
	};
	return { restore_command: recovery.command, recovery_target_timeline: 'latest', ...target };
}
