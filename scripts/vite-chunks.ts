import type { Plugin, Rolldown } from 'vite'

type Group = NonNullable<Rolldown.CodeSplittingOptions['groups']>[number]
type Context = Parameters<Exclude<Group['name'], string>>[1]

/** The tabs of the IAM dashboard: what people open first, and change between all day. */
const tabs =
  /\/src\/features\/[\w-]+\/(users|groups|applications|policies|api-keys|logs)-page\.tsx$/
/** What is around all of them and the tab that one lands on; beside these two more are small. */
const frame =
  /\/src\/(app\/iam-layout|features\/(users\/users|groups\/groups|applications\/applications)-page)\.tsx$/
/** What opens over any list. */
const overlays = /\/src\/ui\/[\w-]+-content\.tsx$/
/** The larger part of the site map, which all pages but the tabs are reached through. */
const siteMap = /\/src\/further-routes\.tsx$/
const pages = /\/src\/(app|features)\/.*-(page|layout)\.tsx$/

/** What a lazy part is of; the parts of the shell have nothing in common. */
const feature = /\/src\/(?:features\/)?([\w-]+)\/[\w-]+\.tsx$/
const apart = new Set(['app', 'ui', 'mock'])

/** Our own code. */
const ours = /^(?!.*node_modules).*[\\/]src[\\/]/
/** Libraries with one index, which leads from each of their modules to every page. */
const indexed = /[\\/]@tanstack[\\/]/
const dialogLibraries =
  /node_modules[\\/](@radix-ui[\\/]react-(?!(arrow|collection|direction|dropdown-menu|menu|popover|popper|roving-focus|select|tooltip|use-previous|use-rect|use-size|visually-hidden)[\\/])|react-remove-scroll|react-style-singleton|aria-hidden|use-callback-ref|use-sidecar|get-nonce|tslib)/
const floatingLibraries = /node_modules[\\/](@radix-ui|@floating-ui)[\\/]/

/**
 * Few, route-sized chunks instead of one for every module that two pages share: a request costs more
 * than a kilobyte, and so does naming many chunks in the first script. A large tab of the IAM dashboard
 * and a lazy part of the shell keep a chunk of their own; the rest goes to
 *
 * - `vendor` and `console`, when the first script needs it: libraries, and the shell;
 * - `lists`, when it is the frame or a small tab of the IAM dashboard, or one of them or two tabs share it;
 * - `<feature>-tab`, when a tab and other parts of its feature need it, and `tabs`, when parts of others do,
 *   or what opens over any list;
 * - `further-routes`, when the site map needs it beyond the dashboard;
 * - `<feature>`, when only pages of one feature need it, and `<feature>-dialogs`, when only its dialogs
 *   do;
 * - `details`, when pages of several features need it;
 * - `dialog`, `floating` and `form`: the libraries of modal windows, of menus and selects, and of forms;
 * - `forms`, when only dialogs and other parts that open on demand need it.
 */
export const chunkGroups: Group[] = [
  { name: 'vendor', priority: 9, tags: ['$initial'], test: /node_modules/ },
  { name: 'console', priority: 8, tags: ['$initial'] },
  // A group takes along what its modules import, so libraries for few come before what uses them.
  { name: 'dialog', priority: 6, test: dialogLibraries },
  { name: 'floating', priority: 5, test: floatingLibraries },
  { name: 'form', priority: 4, test: /node_modules[\\/]react-hook-form[\\/]/ },
  shared('lists', 3, (parts) => parts.some((id) => frame.test(id)) || tabsOf(parts).length > 1),
  shared('further-routes', 3, (parts) => parts.some((id) => siteMap.test(id)), ours),
  shared(
    'tabs',
    3,
    (parts) =>
      featureOf(parts) === undefined &&
      (tabsOf(parts).length > 0 || parts.some((id) => overlays.test(id))),
  ),
  { name: tabChunk, debugName: 'feature-tab', priority: 3, test: ours },
  shared(
    'details',
    2,
    (parts) => featureOf(parts) === undefined && parts.some((id) => pages.test(id)),
    ours,
  ),
  shared('forms', 1, (parts) => featureOf(parts) === undefined, ours),
  { name: featureChunk, debugName: 'feature', priority: 0, test: ours },
]

/** The chunks that start the console: most of what is in them runs before the first page is there. */
const first = new Set(['index', 'vendor', 'console', 'start-mock'])

/**
 * Has V8 compile all functions of the chunks that are needed first while they arrive, on another thread
 * (https://v8.dev/blog/explicit-compile-hints). Otherwise each is compiled when it is called, on the one
 * that the page waits for. The hint has to be the first line; other engines take it for a comment.
 */
export function compileHints(): Plugin {
  return {
    name: 'iam-console:compile-hints',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !first.has(chunk.name)) continue
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
        }
      },
    },
  }
}

/** Gathers the modules that at least two lazy parts need, when `isFor` approves of those. */
function shared(
  name: string,
  priority: number,
  isFor: (parts: string[]) => boolean,
  test = /./,
): Group {
  return {
    name: (moduleId, context) => {
      // Who needs one of their modules cannot be told, so it goes with whoever does.
      if (indexed.test(moduleId)) return null
      const parts = partsThatNeed(moduleId, context)
      const isWhole = frame.test(moduleId) || siteMap.test(moduleId)
      return (parts.length > 1 || isWhole) && isFor(parts) ? name : null
    },
    debugName: name,
    priority,
    test,
  }
}

function featureChunk(moduleId: string, context: Context): string | null {
  const parts = partsThatNeed(moduleId, context)
  const name = featureOf(parts)
  if (name === undefined) return null
  return parts.some((id) => pages.test(id)) ? name : `${name}-dialogs`
}

/** What a tab and others of its feature need: the rest of what those need must not come along. */
function tabChunk(moduleId: string, context: Context): string | null {
  const parts = partsThatNeed(moduleId, context)
  const name = featureOf(parts)
  return name !== undefined && tabsOf(parts).length > 0 ? `${name}-tab` : null
}

/** The one feature that all these parts are of. A tab of the dashboard alone has none. */
function featureOf(parts: readonly string[]): string | undefined {
  const [name, ...others] = new Set(parts.map((id) => feature.exec(id)?.[1]))
  const alone = name !== undefined && others.length === 0 && !apart.has(name)
  return alone && parts.length > tabsOf(parts).length ? name : undefined
}

const tabsOf = (parts: readonly string[]) => parts.filter((id) => tabs.test(id))

/** The lazily imported modules from which static imports lead to this one. */
function partsThatNeed(moduleId: string, context: Context): string[] {
  const parts = new Set<string>()
  const seen = new Set<string>()
  const queue = [moduleId]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const info = context.getModuleInfo(id)
    if (info === null) continue
    if (info.isEntry || info.dynamicImporters.length > 0) parts.add(id)
    queue.push(...info.importers)
  }
  return [...parts]
}
