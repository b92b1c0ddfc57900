const UNITS = [
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
  ['second', 1],
] as const

/** A length of time in words, in the greatest units that give it exactly: "7 days", "1 hour 30 minutes". */
export function describeDuration(seconds: number): string {
  let rest = Math.round(seconds)
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length)
    rest -= count * length
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`]
  })
  return parts.join(' ') || '0 seconds'
}
