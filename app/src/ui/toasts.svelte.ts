/** What is said in passing, at the edge of the screen. Only for good news and undo: what must be read belongs in a Notice. */
export interface Toast {
	id: number;
	text: string;
	kind: 'success' | 'info' | 'error';
	action?: { label: string; onselect: () => void };
}

/** Long enough to read twice; errors stay until dismissed. */
const shownMilliseconds = 7000;

class Toasts {
	list = $state<Toast[]>([]);
	#last = 0;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();

	say(text: string, options: { kind?: Toast['kind']; action?: Toast['action'] } = {}): number {
		const toast: Toast = { id: ++this.#last, text, kind: options.kind ?? 'success', action: options.action };
		this.list = [...this.list.slice(-2), toast];
		this.resume(toast);
		return toast.id;
	}

	dismiss(id: number): void {
		this.pause(id);
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	pause(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	resume(toast: Toast): void {
		if (toast.kind === 'error') return;
		this.pause(toast.id);
		this.#timers.set(
			toast.id,
			setTimeout(() => this.dismiss(toast.id), shownMilliseconds),
		);
	}
}

/** The one list of the page; call `toasts.say(text, { kind, action })` in the browser only. */
export const toasts = new Toasts();
