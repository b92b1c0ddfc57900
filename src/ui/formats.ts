import { useSyncExternalStore } from 'react'

import { clockOf } from './clock-of.ts'

/** How the person wants dates, times and numbers written. */
export interface Formats {
  /** Language tag, such as `fr-FR`. */
  locale: string
  /** Time zone that was chosen; undefined for the browser's own. */
  timeZone: string | undefined
}

export type MomentStyle = 'date' | 'datetime' | 'long'

interface Formatters {
  moments: Partial<Record<MomentStyle, Intl.DateTimeFormat>>
  number?: Intl.NumberFormat
}

const ZONE_KEY = 'iam-console.time-zone'
const DEFAULT_LOCALE = 'en-GB'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const styles: Record<MomentStyle, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  datetime: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
  long: { dateStyle: 'long', timeStyle: 'short' },
}

const listeners = new Set<() => void>()
let formats: Formats = { locale: DEFAULT_LOCALE, timeZone: savedZone() }
/** Formatters of the present choice, made when first used: making one is slow, using it is not. */
let made: Formatters = { moments: {} }

/** The present choice; the component renders again when it changes. */
export function useFormats(): Formats {
  return useSyncExternalStore(subscribe, () => formats)
}

/** The present choice, for code outside components. */
export function currentFormats(): Formats {
  return formats
}

/**
 * Writes dates and numbers as a language does from now on.
 *
 * @param locale a user's `locale`, such as `fr_FR`. `en_US`, which everyone has who never chose, and
 *   what is no language are written the console's own way: "23 Nov 2026, 14:30".
 */
export function setLanguage(locale: string): void {
  change({ locale: languageTag(locale) })
}

/** Shows dates in a time zone from now on, and after a reload; undefined for the browser's own. */
export function chooseTimeZone(timeZone: string | undefined): void {
  try {
    if (timeZone === undefined) localStorage.removeItem(ZONE_KEY)
    else localStorage.setItem(ZONE_KEY, timeZone)
  } catch {
    // The browser refuses storage to this page: the choice holds until it is left.
  }
  change({ timeZone })
}

/** Keeps the page's time zone in step with a choice made in another tab. */
export function followTimeZone(): void {
  window.addEventListener('storage', (event) => {
    if (event.key === ZONE_KEY) change({ timeZone: savedZone() })
  })
}

/** The zone that dates are shown in, such as `Europe/Paris`. */
export function timeZoneName(): string {
  return formats.timeZone ?? browserTimeZone()
}

/** The browser's own zone, which is chosen unless another is. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/**
 * A moment in the chosen language and time zone.
 *
 * @param style "23 Nov 2026", "23 Nov 2026, 14:30" or "23 November 2026 at 14:30"
 */
export function formatMoment(moment: Date, style: MomentStyle): string {
  const { locale, timeZone } = formats
  if (locale === DEFAULT_LOCALE && style !== 'long') return ownWay(clockOf(moment, timeZone), style)
  made.moments[style] ??= new Intl.DateTimeFormat(locale, { ...styles[style], timeZone })
  return made.moments[style].format(moment)
}

/** The console's own way, which needs no formatter: "23 Nov 2026, 14:30", from "2026-11-23T14:30:05". */
function ownWay(clock: string, style: 'date' | 'datetime'): string {
  const [date = '', time = ''] = clock.split('T')
  const [year = '', month, day] = date.split('-')
  const words = `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}`
  return style === 'date' ? words : `${words}, ${time.slice(0, 5)}`
}

/** A whole number in the chosen language: "1,024". */
export function formatNumber(value: number): string {
  // The console's own way writes small numbers as they are, and making a formatter is slow.
  if (formats.locale === DEFAULT_LOCALE && value >= 0 && value < 1000) return String(value)
  made.number ??= new Intl.NumberFormat(formats.locale)
  return made.number.format(value)
}

/** `fr-FR` for `fr_FR`, as `setLanguage` reads it. */
export function languageTag(locale: string): string {
  if (locale === 'en_US') return DEFAULT_LOCALE
  try {
    const [tag = DEFAULT_LOCALE] = Intl.getCanonicalLocales(locale.replace('_', '-'))
    return tag
  } catch {
    return DEFAULT_LOCALE
  }
}

function change(next: Partial<Formats>): void {
  const { locale = formats.locale } = next
  const timeZone = 'timeZone' in next ? next.timeZone : formats.timeZone
  if (locale === formats.locale && timeZone === formats.timeZone) return
  formats = { locale, timeZone }
  made = { moments: {} }
  for (const listener of listeners) listener()
}

function savedZone(): string | undefined {
  try {
    const zone = localStorage.getItem(ZONE_KEY)
    // Throws for a zone that this browser does not know.
    return zone
      ? Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
      : undefined
  } catch {
    return undefined
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
