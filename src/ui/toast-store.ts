import { announce } from './announcer.tsx'

export interface ToastMessage {
  sentiment: 'success' | 'error' | 'warning'
  text: string
}

export interface StoredToast extends ToastMessage {
  id: number
}

/** More of them would cover the page that they tell about. */
const MOST_AT_ONCE = 3

let toasts: readonly StoredToast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly StoredToast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/**
 * Tells the outcome of what someone did, in the corner of the page and to screen readers. It goes away
 * by itself, or when newer ones need its place, so it never holds the only copy of something and never
 * a secret.
 */
export function toast(message: ToastMessage): void {
  lastId += 1
  change([...toasts, { ...message, id: lastId }].slice(-MOST_AT_ONCE))
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
