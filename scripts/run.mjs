/**
 * The door of every npm script: `node scripts/run.mjs <script or tool> [arguments]`.
 *
 * Plain JavaScript without dependencies, so that any Node from 20 on can run it on a fresh clone.
 * It installs what the lockfile lists when that has not happened yet, then hands over to the Node of
 * the `node` package (24 LTS), which runs TypeScript and brings SQLite.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestNode = 20
const runtimeMajor = 24
const windows = process.platform === 'win32'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const modules = join(root, 'node_modules')
const binaries = join(modules, '.bin')
const runtime = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')
const stampFile = join(modules, '.iam-console-installed')

/** @returns {never} */
function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** What an install depends on: the lockfile, and the machine that native packages are chosen for. */
function wantedStamp() {
  const lockfile = readFileSync(join(root, 'package-lock.json'))
  const digest = createHash('sha256').update(lockfile).digest('hex')
  return `${digest} ${process.platform} ${process.arch}\n`
}

/**
 * Whether npm itself has already brought node_modules to the lockfile's state, as after somebody's
 * own `npm ci` or `npm install`: npm keeps a list of what it put there.
 */
function installedByHand() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(modules, '.package-lock.json'))?.packages
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      (present[path] === undefined
        ? entry.optional === true
        : present[path].version === entry.version),
  )
}

function npm(args) {
  const result = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: windows,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (result.error) return { ok: false, output: result.error.message }
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}`.trim() }
}

function runtimeWorks() {
  if (!existsSync(runtime)) return false
  const asked = spawnSync(runtime, ['--version'], { encoding: 'utf8' })
  return asked.status === 0 && asked.stdout.startsWith(`v${runtimeMajor}.`)
}

/** The `node` package fetches its binary in an install script, which a careful npm may have skipped. */
function repairRuntime() {
  const rebuilt = npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (runtimeWorks()) return
  const direct = spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(modules, 'node'),
    encoding: 'utf8',
  })
  if (runtimeWorks()) return
  fail(
    [
      `Node ${runtimeMajor} could not be installed from the "node" package:`,
      rebuilt.output,
      `${direct.stdout ?? ''}${direct.stderr ?? ''}`.trim(),
      'Check the network and npm\'s "ignore-scripts" setting, then run the command again.',
    ].join('\n'),
  )
}

function install() {
  const wanted = wantedStamp()
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
  if (stamp === wanted && existsSync(runtime)) return
  if (!installedByHand()) {
    process.stdout.write('Installing dependencies, once …\n')
    const result = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (!result.ok) fail(`npm ci failed:\n${result.output}`)
  }
  if (!runtimeWorks()) repairRuntime()
  writeFileSync(stampFile, wanted)
}

/** A file of ours is run as it is; any other name is a tool from node_modules/.bin. */
function programOf(name) {
  if (/\.(ts|mjs|js)$/.test(name)) return resolve(root, name)
  const tool = join(binaries, name)
  if (!existsSync(tool)) fail(`There is no script or tool named "${name}".`)
  return realpathSync(tool)
}

function run(name, args) {
  const child = spawn(runtime, [programOf(name), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm's own shell passes no signal on: a server whose npm was ended would go on without it.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
  child.on('error', (error) => fail(`${name} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal])
  })
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Node ${oldestNode} or newer is needed; this is ${process.version}.`)
}
const [name, ...args] = process.argv.slice(2)
if (name === undefined) fail('Usage: node scripts/run.mjs <script or tool> [arguments]')
install()
run(name, args)
