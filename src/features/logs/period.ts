/** Spans up to now that the filter offers, by the text they have in addresses; hours. */
export const PRESETS = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const

export type Preset = keyof typeof PRESETS

/** A span between two moments, either of which may be open. */
export interface Span {
  after?: Date | undefined
  before?: Date | undefined
}

/** When: the hours up to now, or a span of one's own. */
export type Period = Preset | Span

/**
 * Reads a period of an address: `24h`, or `<from>/<to>` with times as RFC 3339 (ISO 8601 writes
 * intervals so), either of them left out.
 *
 * @returns undefined for anything else
 */
export function readPeriod(text: string | undefined): Period | undefined {
  if (text === undefined) return undefined
  if (isPreset(text)) return text
  const parts = text.split('/')
  if (parts.length !== 2) return undefined
  const [after, before] = parts.map((part) => (part === '' ? undefined : new Date(part)))
  const isWrong = [after, before].some((moment) => moment && Number.isNaN(moment.getTime()))
  return isWrong || !(after || before) ? undefined : { after, before }
}

/** A period as `readPeriod` reads it. */
export function writePeriod(period: Period): string {
  if (typeof period === 'string') return period
  const [after, before] = [period.after, period.before].map((moment) =>
    // Without the fraction of the second, which people do not choose.
    moment ? `${moment.toISOString().slice(0, 19)}Z` : '',
  )
  return `${after}/${before}`
}

/** The moments between which a period lies. */
export function spanOf(period: Period | undefined, now: Date): Span {
  if (period === undefined) return {}
  if (typeof period !== 'string') return period
  return { after: new Date(now.getTime() - PRESETS[period] * 3_600_000) }
}

function isPreset(text: string): text is Preset {
  return Object.hasOwn(PRESETS, text)
}
