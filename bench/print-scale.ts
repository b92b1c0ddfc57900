import type { ScaleReport } from './measure-scale.ts'
import { type LoadResult, quantile } from './scale/load.ts'
import type { Ratio } from './scale/ratios.ts'

/** The most that a time may grow with the number of rows. */
const AIM = 3

/** Why some times grow with the number of rows: parts of what is measured, as its lines name it. */
const explained: readonly [string, string][] = [
  ['users: tag', 'more users have the tag; each is counted'],
  ['api-keys: expired, last page', 'the newest keys have not expired yet; more are passed over'],
  ['logs: search: a word', 'more entries have the word; each is counted'],
  ['search: a name with many keys', 'more keys are found and ranked'],
  ['search: the beginning of access keys', 'more keys are found and ranked'],
  ['search: two letters, many hits', 'more rows are found and ranked'],
  ['search: one letter', 'more rows are found and ranked'],
]

/** Prints the results of a measurement of scale as they come. */
export function scaleReport(): ScaleReport {
  let group = ''
  return {
    step: (text) => print(`\n${text}`),
    ratio(ratio) {
      if (ratio.group !== group) {
        group = ratio.group
        row(group, 'small, ms', 'large, ms', 'ratio')
      }
      printRatio(ratio)
    },
    load: printLoadResult,
  }
}

function printRatio({ group, what, small, large }: Ratio): void {
  const ratio = large / small
  const name = `${group}: ${what}`
  const why = explained.find(([part]) => name.startsWith(part))?.[1]
  const mark = ratio <= AIM ? '' : `  above ${AIM}: ${why ?? 'not explained'}`
  row(`  ${what}`, small.toFixed(1), large.toFixed(1), `${ratio.toFixed(2)} ×${mark}`)
}

function printLoadResult(what: string, { requests, errors, times, memory }: LoadResult): void {
  const failures = [...errors.values()].reduce((sum, count) => sum + count, 0)
  print(`\n${what}: ${requests} requests, ${failures} errors`)
  for (const [error, count] of errors) print(`  ${count} × ${error}`)
  row('  milliseconds until answered', 'median', '99 %', 'longest')
  const all = [...times.values()].flat().toSorted((a, b) => a - b)
  for (const [kind, sorted] of [['all', all] as const, ...times]) {
    const cells = [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1))
    row(`  ${kind}`, ...cells)
  }
  const marks = [...memory].filter(([second]) => second % 10 === 0)
  print(`  memory in MB: ${marks.map(([second, mb]) => `${mb} at ${second} s`).join(', ')}`)
}

function row(label: string, ...cells: string[]): void {
  const padded = cells.map((cell, index) => (index < 3 ? cell.padStart(10) : cell))
  print([label.padEnd(52), ...padded].join(' ').trimEnd())
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
