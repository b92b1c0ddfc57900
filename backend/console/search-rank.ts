import { foldText } from '../store/store.ts'
import type { Needle } from './search-types.ts'

/**
 * How far a hit is from what was typed; 0 is the thing itself.
 *
 * @param fields What the thing is called, the name that people see first.
 */
export function closeness(needle: Needle, id: string, fields: readonly string[]): number {
  const { text } = needle
  if (foldText(id) === text) return 0
  let best = 5
  for (const [index, field] of fields.entries()) {
    const folded = foldText(field)
    if (folded === text) return 1
    if (folded.startsWith(text)) best = Math.min(best, index === 0 ? 2 : 3)
    else if (beginsAWord(folded, text)) best = Math.min(best, 3)
    else if (folded.includes(text)) best = Math.min(best, 4)
  }
  return best
}

/** Whether the text stands at the beginning of a word, names in pieces (`ci-deploy`) included. */
export function beginsAWord(folded: string, text: string): boolean {
  for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + 1)) {
    if (at === 0 || /[\s\-._@/]/.test(folded.charAt(at - 1))) return true
  }
  return false
}
