import { join } from 'node:path'

import type { Plugin } from 'vite'

/** Lucide's maker of components, which each of its icons imports. */
const factory = /\/createLucideIcon\.mjs$/
const lean = '\0iam-console:icon-factory'

/** Source files of ours, and how they import icons. */
const ours = /[\\/]src[\\/][^?]*\.tsx?$/
const imports = /^import \{([^}]+)\} from 'lucide-react'/gm

/**
 * Makes lucide's icons by `src/ui/icon-factory.ts`: a kilobyte less in the first script, and less work
 * in each row of a list. Each icon is imported from its own file: lucide's index leads from every page
 * that has an icon to all icons, and a chunk with the icon of one list would hold what others need.
 *
 * @param root the project's folder
 */
export function leanIcons(root: string): Plugin {
  return {
    name: 'iam-console:lean-icons',
    apply: 'build',
    // Before the package's own file is found.
    enforce: 'pre',
    transform: { filter: { id: ours, code: 'lucide-react' }, handler: withSingleIcons },
    resolveId: { filter: { id: factory }, handler: () => lean },
    load: {
      filter: { id: /^\0iam-console:icon-factory$/ },
      handler: () => {
        const path = JSON.stringify(join(root, 'src/ui/icon-factory.ts'))
        return `export { createIcon as default } from ${path}`
      },
    },
  }
}

/** The same imports, of a file an icon. */
export function withSingleIcons(code: string): string {
  return code.replaceAll(imports, (_, names: string) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((entry) => {
        if (entry.startsWith('type ')) return `import { ${entry} } from 'lucide-react'`
        const [name = '', local = name] = entry.split(' as ')
        return `import ${local} from 'lucide-react/icons/${fileOfIcon(name)}'`
      })
      .join('; '),
  )
}

/** `building-2` for `Building2`. */
export function fileOfIcon(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z\d])/g, '-').toLowerCase()
}
