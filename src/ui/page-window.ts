/** A page number of a pager, or a gap where pages are left out. */
export interface PagerEntry {
  key: string
  page?: number
}

/**
 * The page numbers a pager shows: the first, the last, and those around the current one. A gap stands
 * for two pages at least, as one page takes no more room than the gap.
 */
export function pageWindow(page: number, pages: number): PagerEntry[] {
  const from = Math.max(1, Math.min(page - 1, pages - 4))
  const to = Math.min(pages, Math.max(page + 1, 5))
  const shown = new Set([1, pages])
  for (let number = from; number <= to; number += 1) shown.add(number)
  if (shown.has(3)) shown.add(2)
  if (shown.has(pages - 2)) shown.add(pages - 1)
  const entries: PagerEntry[] = []
  let before = 0
  for (const number of [...shown].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)) {
    if (number > before + 1) entries.push({ key: `gap-${number}` })
    entries.push({ key: String(number), page: number })
    before = number
  }
  return entries
}
