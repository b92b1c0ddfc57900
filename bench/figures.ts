/** How a time is measured. */
export interface Repeated {
  /** How many times slower than this machine's the processor is made. */
  slowdown: number
  /** How many times it is measured; the median counts. */
  rounds: number
}

/** The middle one of the values; the mean of the two in the middle when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (lower + upper) / 2
}
