import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { repositoryRoot } from './repository.ts';

/** The environment in which the pinned Node and the installed tools come first. */
export function toolEnvironment(): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${join(repositoryRoot, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1' };
}

/** Runs an installed tool to its end and gives its exit code and what it wrote. Throws only where it cannot be started. */
export function runTool(command: string, args: string[], cwd: string): Promise<{ code: number; output: string; errors: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let errors = '';
		child.stdout.setEncoding('utf8').on('data', (text) => {
			output += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text) => {
			errors += text;
		});
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, output, errors }));
	});
}

/** The last words of a tool that failed without a report that could be read. */
export function lastWords(command: string, result: { code: number; output: string; errors: string }): string {
	const words = (result.errors.trim() || result.output.trim()).split('\n').slice(-5).join(' · ');
	return `${command} stopped with code ${result.code}: ${words}`;
}
