import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./controls.tsx";

interface ModalProps {
	readonly title: string;
	readonly children: ComponentChildren;
	onClose(): void;
}

/** Closes the dialog that contains a button, as Escape does; the browser restores the focus. */
export function closeModal({ currentTarget }: { readonly currentTarget: Element }): void {
	currentTarget.closest("dialog")?.close();
}

/** The buttons at the end of a dialog: confirm and cancel, or only close. */
export function Closing({ children }: { readonly children?: ComponentChildren }) {
	return (
		<div class="closing">
			<Button class={children ? "plain" : "primary"} onClick={closeModal}>
				{children ? "Cancel" : "Close"}
			</Button>
			{children}
		</div>
	);
}

/** A dialog over the page. The browser keeps the focus in it, and restores it afterwards. */
export function Modal({ title, children, onClose }: ModalProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const heading = useId();
	useEffect(() => {
		dialog.current?.showModal();
	}, []);
	return (
		<dialog ref={dialog} aria-labelledby={heading} onClose={onClose}>
			<h2 id={heading}>{title}</h2>
			{children}
		</dialog>
	);
}
