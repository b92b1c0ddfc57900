import type { BackendRates } from './measure-backend.ts'
import type { Kind, Loaded } from './measure-load.ts'
import type { RouteChange } from './measure-route-change.ts'
import type { Sites } from './sites.ts'

type PerSite<T> = Record<keyof Sites, T>

const names: PerSite<string> = { floor: 'Floor', local: 'Local mode', mock: 'Mock mode' }
const kinds: readonly Kind[] = ['page', 'JS', 'CSS', 'font', 'API', 'other']

/** Sizes of what the list of users loads, in all and beside the floor. */
export function printLoad(console: Loaded[], floor: Loaded[]): void {
  const first = console.filter((loaded) => loaded.beforeFirstRow)
  const later = console.filter((loaded) => !loaded.beforeFirstRow)
  title('What /iam/users loads', 'files', 'raw kB', 'gzip kB', 'br kB')
  printKinds('Before the first row', first)
  printKinds('Afterwards, when idle', later)
  printKinds('Floor', floor)
  const js = sum('JS', first)
  const floorJs = sum('JS', floor)
  print('')
  aim('JS, gzip, beside the floor', `${ratio(js.gzip, floorJs.gzip)}`, '1.20 ×')
  aim('JS, brotli, beside the floor', `${ratio(js.brotli, floorJs.brotli)}`, '')
  aim('JS files', String(js.files), '6')
  aim('CSS, gzip', `${kB(sum('CSS', first).gzip)} kB`, '10.0 kB')
  print('')
  title('Its JS files', '', 'raw kB', 'gzip kB', 'br kB')
  for (const file of console.filter(({ kind }) => kind === 'JS')) {
    row(`${file.path}${file.beforeFirstRow ? '' : ' (when idle)'}`, '', ...sizes(file))
  }
}

/** Times to the first row, beside the floor's. */
export function printFirstRow(times: PerSite<number>, slowdown: number): void {
  title(`First row of users at ${slowdown} × slower CPU`, 'ms', '× floor', 'aim')
  row(names.floor, times.floor.toFixed(0), '', '')
  row(names.local, times.local.toFixed(0), ratio(times.local, times.floor), '1.30 ×')
  row(names.mock, times.mock.toFixed(0), ratio(times.mock, times.floor), '2.00 ×')
}

/** Times of the change of route, beside the aims. */
export function printRouteChange(times: PerSite<RouteChange>, slowdown: number): void {
  const aims: RouteChange = { cold: 110, hovered: 110, warm: 60 }
  const ways = { cold: 'cold', hovered: 'cold, hovered for 100 ms', warm: 'warm' } as const
  title(`Users → Applications at ${slowdown} × slower CPU`, 'ms', 'aim', '× aim', '× floor')
  for (const site of Object.keys(names) as (keyof Sites)[]) {
    for (const way of ['cold', 'hovered', 'warm'] as const) {
      const time = times[site][way]
      const label = `${names[site]}, ${ways[way]}`
      if (site === 'floor') row(label, time.toFixed(0), '', '', '')
      else {
        const beside = [ratio(time, aims[way]), ratio(time, times.floor[way])]
        row(label, time.toFixed(0), String(aims[way]), ...beside)
      }
    }
  }
}

/** Rates of the backend, beside a handler that does nothing. */
export function printBackend(rates: BackendRates): void {
  title('GET api-keys?page_size=20, 10,000 keys', 'per s', '× floor')
  row('Floor: the same answer from memory', rates.floor.toFixed(0), '')
  row('Memory store', rates.memory.toFixed(0), (rates.memory / rates.floor).toFixed(3))
  row('SQLite', rates.sqlite.toFixed(0), (rates.sqlite / rates.floor).toFixed(3))
}

function printKinds(label: string, loaded: Loaded[]): void {
  row(`${label}:`)
  for (const kind of kinds) {
    const total = sum(kind, loaded)
    if (total.files > 0) row(`  ${kind}`, String(total.files), ...sizes(total))
  }
  row('  requests', String(loaded.length))
}

function sum(kind: Kind, loaded: Loaded[]) {
  const total = { files: 0, raw: 0, gzip: 0, brotli: 0 }
  for (const file of loaded.filter((file) => file.kind === kind)) {
    total.files += 1
    total.raw += file.raw
    total.gzip += file.gzip
    total.brotli += file.brotli
  }
  return total
}

function sizes(of: { raw: number; gzip: number; brotli: number }): string[] {
  return [kB(of.raw), kB(of.gzip), kB(of.brotli)]
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

function ratio(value: number, floor: number): string {
  return `${(value / floor).toFixed(2)} ×`
}

function aim(label: string, value: string, aim: string): void {
  row(label, value, aim && `aim ${aim}`)
}

function title(...cells: string[]): void {
  print('')
  row(...cells)
}

function row(label = '', ...cells: string[]): void {
  print([label.padEnd(44), ...cells.map((cell) => cell.padStart(10))].join(' ').trimEnd())
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
