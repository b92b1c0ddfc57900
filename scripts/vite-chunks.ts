import type { Rolldown } from 'vite'

type Group = NonNullable<Rolldown.CodeSplittingOptions['groups']>[number]
type Context = Parameters<Exclude<Group['name'], string>>[1]

/** The tabs of the IAM dashboard: what people open first, and change between all day. */
const lists = /\/src\/features\/[\w-]+\/(users|groups|applications|policies)-page\.tsx$/
/** What is around all of them: too small for a request of its own. */
const frame = /\/src\/app\/iam-layout\.tsx$/
/** The tab of API keys, and the other pages that have such a list. */
const keys = /\/src\/features\/api-keys\/[\w-]+-page\.tsx$/
const pages = /\/src\/(app|features)\/.*-(page|layout)\.tsx$/

/** In a build with the mock, which must not wait for pages that share a rule with the backend. */
const mock = /\/src\/mock\//
const mockOrBackend = /[\\/](backend|src[\\/]mock)[\\/]/

/** Our own code. */
const ours = /^(?!.*node_modules).*[\\/]src[\\/]/
const icons = /[\\/]lucide-react[\\/]/
const dialogLibraries =
  /node_modules[\\/](@radix-ui[\\/]react-(?!(arrow|collection|direction|dropdown-menu|menu|popover|popper|roving-focus|select|tooltip|use-previous|use-rect|use-size|visually-hidden)[\\/])|react-remove-scroll|react-style-singleton|aria-hidden|use-callback-ref|use-sidecar|get-nonce|tslib)/
const floatingLibraries = /node_modules[\\/](@radix-ui|@floating-ui)[\\/]/

/**
 * Few, route-sized chunks instead of one for every module that two pages share: a request costs more
 * than a kilobyte. A page, a dialog and every other lazy part keep a chunk of their own; what several
 * of them share goes to
 *
 * - `vendor` and `console`, when the first script needs it: libraries, and the shell;
 * - `mock`, when the mock needs it and it is not of the console;
 * - `lists`, when the frame or a tab of the IAM dashboard needs it;
 * - `keys`, when only pages of API keys need it, and `details`, when other pages do;
 * - `dialog` and `floating`: the libraries of modal windows, and of menus and selects;
 * - `forms`, when only dialogs and other parts that open on demand need it.
 */
export const chunkGroups: Group[] = [
  { name: 'vendor', priority: 8, tags: ['$initial'], test: /node_modules/ },
  { name: 'console', priority: 7, tags: ['$initial'] },
  shared('mock', 6, (parts) => parts.some((id) => mock.test(id)), mockOrBackend),
  shared('lists', 5, (parts) => parts.some((id) => lists.test(id) || frame.test(id))),
  shared('keys', 4, (parts) => parts.every((id) => keys.test(id))),
  shared('details', 3, (parts) => parts.some((id) => pages.test(id)), ours),
  { name: 'dialog', priority: 2, test: dialogLibraries },
  { name: 'floating', priority: 1, test: floatingLibraries },
  shared('forms', 0, () => true, ours),
]

/** Gathers the modules that at least two lazy parts need, when `isFor` approves of those. */
function shared(
  name: string,
  priority: number,
  isFor: (parts: string[]) => boolean,
  test = /./,
): Group {
  return {
    name: (moduleId, context) => {
      // The icons' index leads from each of them to every page. They go with whoever needs them.
      if (icons.test(moduleId)) return null
      const parts = partsThatNeed(moduleId, context)
      return (parts.length > 1 || frame.test(moduleId)) && isFor(parts) ? name : null
    },
    debugName: name,
    priority,
    test,
  }
}

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
