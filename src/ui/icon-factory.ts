import type { LucideIconNode, LucideProps } from 'lucide-react'
import { createElement, type ReactElement } from 'react'

/**
 * Makes an icon's component of lucide's drawing. A build uses it in place of lucide's own factory
 * (scripts/vite-lean-icons.ts), which decides about context, class names, aliases and stroke scaling at
 * each render of each icon: of all that the console uses size, colour by class, and hiding from screen
 * readers. An icon's shapes become one path where that can be: every element costs a list time.
 *
 * @param icon lucide's data of an icon: its shapes, drawn in a square of 24
 * @returns a component that takes `size` in pixels (24) and what an `svg` takes
 */
export function createIcon({
  node,
}: {
  node: LucideIconNode[]
}): (props: LucideProps) => ReactElement {
  const outlines = node.map(outlineOf)
  const shapes = outlines.every((outline) => outline !== undefined)
    ? createElement('path', { d: outlines.join('') })
    : node.map(([tag, attributes]) => createElement(tag, attributes))
  return ({ size = 24, ...props }) =>
    createElement(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: size,
        height: size,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
        'aria-hidden': props['aria-label'] === undefined ? true : undefined,
        ...props,
      },
      shapes,
    )
}

/** A shape as the data of a path; undefined for one that is filled, or of a kind that is rare. */
function outlineOf([tag, shape]: LucideIconNode): string | undefined {
  const attributes = shape as Readonly<Record<string, unknown>>
  if (attributes['fill'] !== undefined) return undefined
  // A path's own first step may be relative: to the origin, not to where the last shape ended.
  if (tag === 'path') return `M0 0${String(attributes['d'])}`
  const number = (name: string) => Number(attributes[name] ?? 0)
  if (tag === 'line') {
    return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`
  }
  if (tag === 'circle') {
    const r = number('r')
    const half = `a${r} ${r} 0 0 1 `
    return `M${number('cx') - r} ${number('cy')}${half}${2 * r} 0${half}${-2 * r} 0z`
  }
  if (tag === 'rect') {
    const rx = number('rx')
    const corner = `a${rx} ${rx} 0 0 1 `
    const width = number('width') - 2 * rx
    const height = number('height') - 2 * rx
    const [right, down, left, up] = [`h${width}`, `v${height}`, `h${-width}`, `v${-height}`]
    return (
      `M${number('x') + rx} ${number('y')}${right}${corner}${rx} ${rx}${down}${corner}${-rx} ${rx}` +
      `${left}${corner}${-rx} ${-rx}${up}${corner}${rx} ${-rx}z`
    )
  }
  return undefined
}
