import type { Rolldown } from 'vite'

type Group = NonNullable<Rolldown.CodeSplittingOptions['groups']>[number]
type Context = Parameters<Exclude<Group['name'], string>>[1]

/** The tabs of the IAM dashboard: what people open first, and change between all day. */
const lists =
  /\/src\/(app\/iam-layout|features\/[\w-]+\/(users|groups|applications|policies|api-keys)-page)\.tsx$/
const pages = /\/src\/(app|features)\/.*-(page|layout)\.tsx$/

/** Our own code, and the icons in it. */
const ours = /^(?!.*node_modules).*[\\/]src[\\/]|lucide-react/
const dialogLibraries =
  /node_modules[\\/](@radix-ui[\\/]react-(?!(arrow|collection|direction|dropdown-menu|menu|popover|popper|roving-focus|select|tooltip|use-previous|use-rect|use-size|visually-hidden)[\\/])|react-remove-scroll|react-style-singleton|aria-hidden|use-callback-ref|use-sidecar|get-nonce|tslib)/
const floatingLibraries = /node_modules[\\/](@radix-ui|@floating-ui)[\\/]/

/**
 * Few, route-sized chunks instead of one for every module that two pages share: a request costs more
 * than a kilobyte. A page, a dialog and every other lazy part keep a chunk of their own; what several
 * of them share goes to
 *
 * - `vendor` and `console`, when the first script needs it: libraries, and the shell;
 * - `lists`, when a tab of the IAM dashboard needs it, and `details`, when only other pages do;
 * - `dialog` and `floating`: the libraries of modal windows, and of menus and selects;
 * - `forms`, when only dialogs and other parts that open on demand need it.
 */
export const chunkGroups: Group[] = [
  { name: 'vendor', priority: 7, tags: ['$initial'], test: /node_modules|rolldown[\\/]runtime/ },
  { name: 'console', priority: 6, tags: ['$initial'] },
  { name: sharedBy('lists', lists), priority: 5 },
  { name: sharedBy('details', pages), priority: 4, test: ours },
  { name: 'dialog', priority: 3, test: dialogLibraries },
  { name: 'floating', priority: 2, test: floatingLibraries },
  { name: sharedBy('forms', /./), priority: 1, test: ours },
]

/** Names modules that at least two lazy parts need, of which one has a matching file. */
function sharedBy(name: string, part: RegExp) {
  return (moduleId: string, context: Context): string | null => {
    const parts = partsThatNeed(moduleId, context)
    return parts.size > 1 && [...parts].some((id) => part.test(id)) ? name : null
  }
}

/** The lazily imported modules from which static imports lead to this one. */
function partsThatNeed(moduleId: string, context: Context): Set<string> {
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
  return parts
}
