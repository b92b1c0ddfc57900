import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { LucideIcon } from 'lucide-react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { createIcon } from '../src/ui/icon-factory.ts'
import { fileOfIcon, withSingleIcons } from './vite-lean-icons.ts'
import { sourcesOf } from './vite-prune-sdk.ts'

interface IconModule {
  default: LucideIcon
  data: Parameters<typeof createIcon>[0]
}

const imports = /import \{([^}]+)\} from 'lucide-react'/g

/** The names of the icons that the console uses. */
const used = new Set(
  sourcesOf(`${import.meta.dirname}/..`)
    .flatMap((source) => [...source.matchAll(imports)].map(([, names = '']) => names))
    .flatMap((names) => names.split(','))
    .map((name) => name.replace(/ as \w+/, '').trim())
    .filter((name) => name !== '' && !name.startsWith('type ')),
)

const folder = join(import.meta.dirname, '../node_modules/lucide-react/dist/esm/icons')

async function iconOf(name: string): Promise<IconModule> {
  const file = `${fileOfIcon(name)}.mjs`
  // A former name of an icon is a file that hands on the present one.
  const source = readFileSync(join(folder, file), 'utf8')
  const [, present = file] = /^export \{.*\} from '\.\/(.+)'/m.exec(source) ?? []
  const { default: icon, ['__iconData']: data } = await import(
    /* @vite-ignore */ join(folder, present)
  )
  return { default: icon, data }
}

/** Lucide marks its icons with classes that nothing here uses; a class given by us comes after them. */
const withoutMarks = (markup: string) =>
  markup.replace(/ class="lucide[^"]*?( ours)?"/, (_, ours) => (ours ? ' class="ours"' : ''))

/** The attributes of the svg in an order of their own, and what is in it. */
const parts = (markup: string) => {
  const [, attributes = '', shapes] = /^<svg([^>]*)>(.*)<\/svg>$/.exec(markup) ?? []
  return { attributes: (attributes.match(/[\w-]+="[^"]*"/g) ?? []).sort(), shapes }
}

/** The data of one path that draws the same as these shapes, each from its own attributes. */
function data(shapes: string): string {
  return [...shapes.matchAll(/<(\w+)([^>]*)>/g)]
    .map(([, tag, text = '']) => {
      const at = Object.fromEntries(
        [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
      )
      const [cx, cy, r, x, y, w, h, rx] = ['cx', 'cy', 'r', 'x', 'y', 'width', 'height', 'rx'].map(
        (name) => Number(at[name] ?? 0),
      ) as [number, number, number, number, number, number, number, number]
      const arc = (radius: number, dx: number, dy: number) =>
        `a${radius} ${radius} 0 0 1 ${dx} ${dy}`
      switch (tag) {
        case 'path':
          return `M0 0${at['d']}`
        case 'line':
          return `M${at['x1']} ${at['y1']}L${at['x2']} ${at['y2']}`
        case 'circle':
          return `M${cx - r} ${cy}${arc(r, 2 * r, 0)}${arc(r, -2 * r, 0)}z`
        case 'rect':
          return [
            `M${x + rx} ${y}h${w - 2 * rx}${arc(rx, rx, rx)}v${h - 2 * rx}${arc(rx, -rx, rx)}`,
            `h${2 * rx - w}${arc(rx, -rx, -rx)}v${2 * rx - h}${arc(rx, rx, -rx)}z`,
          ].join('')
        default:
          throw new Error(`${tag} is not drawn as a path`)
      }
    })
    .join('')
}

describe('createIcon', () => {
  it('draws every icon of the console as lucide does', async () => {
    expect(used.size).toBeGreaterThan(20)
    for (const name of used) {
      const icon = await iconOf(name)
      const ours = createIcon(icon.data)
      for (const props of [
        {},
        { size: 16, className: 'ours', 'aria-hidden': true },
        { 'aria-label': 'Locked', role: 'img' },
      ]) {
        const drawn = parts(renderToStaticMarkup(createElement(ours, props)))
        const original = parts(
          withoutMarks(renderToStaticMarkup(createElement(icon.default, props))),
        )
        expect(drawn.attributes, name).toEqual(original.attributes)
        const { shapes = '' } = original
        const isFilled = shapes.includes('fill=')
        expect(drawn.shapes, name).toBe(isFilled ? shapes : `<path d="${data(shapes)}"></path>`)
      }
    }
  })
})

describe('withSingleIcons', () => {
  it('imports each icon from its file', () => {
    expect(
      withSingleIcons("import { Check, Menu as MenuIcon, type LucideIcon } from 'lucide-react'\n"),
    ).toBe(
      "import Check from 'lucide-react/icons/check'; import MenuIcon from 'lucide-react/icons/menu'; " +
        "import { type LucideIcon } from 'lucide-react'\n",
    )
    expect(withSingleIcons("import {\n  Plus,\n  X,\n} from 'lucide-react'\n")).toBe(
      "import Plus from 'lucide-react/icons/plus'; import X from 'lucide-react/icons/x'\n",
    )
  })

  it('leaves other imports alone', () => {
    const code =
      "import type { LucideIcon } from 'lucide-react'\nimport { Plus } from './lucide-react'\n"
    expect(withSingleIcons(code)).toBe(code)
  })
})
