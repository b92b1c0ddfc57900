/** The address of a list searched for some words: leads to an object that has no page of its own. */
export function searchLink(listPath: string, q: string): string {
  return `${listPath}?${new URLSearchParams({ q }).toString()}`
}
