import { announce } from './announcer.tsx'

export interface ToastMessage {
  sentiment: 'success' | 'error' | 'warning'
  text: string
}

export interface StoredToast extends ToastMessage {
  id: number
}

let toasts: readonly StoredToast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly StoredToast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/**
 * Tells the outcome of what someone did, in the corner of the page and to screen readers. It goes away
 * by itself, so it never holds the only copy of something and never a secret.
 */
export function toast(message: ToastMessage): void {
  lastId += 1
  change([...toasts, { ...message, id: lastId }])
  announce(message.text, message.sentiment === 'success' ? 'polite' : 'assertive')
}

/** Takes a toast off the page. */
export function dismissToast(id: number): void {
  change(toasts.filter((shown) => shown.id !== id))
}

/** For useSyncExternalStore. */
export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The toasts on the page, oldest first. */
export function currentToasts(): readonly StoredToast[] {
  return toasts
}
