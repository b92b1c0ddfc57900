/**
 * Access keys whose reveal step was left without the secret having been saved. Their rows offer
 * Replace key. Access keys are not secret; the list lives as long as the page.
 */
const unsaved = new Set<string>()

/** Remembers that nobody may have the secret of this key. */
export function markUnsaved(accessKey: string): void {
  unsaved.add(accessKey)
}

/** Forgets a key that was replaced or deleted. */
export function forgetUnsaved(accessKey: string): void {
  unsaved.delete(accessKey)
}

/** Whether the reveal step of this key was left without saving its secret. */
export function isUnsaved(accessKey: string): boolean {
  return unsaved.has(accessKey)
}
