import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

import { withoutNames } from './vite-nameless-router.ts'

const folder = join(import.meta.dirname, '../node_modules/react-router/dist/production/lib')

describe('withoutNames', () => {
  it.each(['dom/lib.js', 'context.js', 'dom/ssr/components.js'])(
    'leaves nothing in %s that keeps an unused component or context',
    (file) => {
      const original = readFileSync(join(folder, file), 'utf8')
      expect(original).toMatch(/^\w+\.displayName = /m)
      const code = withoutNames(original)
      expect(parseSync(file, code).errors).toEqual([])
      expect(code).not.toMatch(/^\w+\.displayName = /m)
      expect(code).not.toMatch(/^const \w+ = [\w$]+\.(forwardRef|createContext)\(/m)
    },
  )

  it('touches nothing else', () => {
    const code = `let Form = React.forwardRef(render);
Form.displayName = "fetcher.Form";
if (named) {
	Link.displayName = "Link";
	link = React.forwardRef(render);
}
export { Form };`
    expect(withoutNames(code)).toBe(code.replace('Form.displayName = "fetcher.Form";', ''))
  })
})
