import type { LucideIconNode, LucideProps } from 'lucide-react'
import { createElement, type ReactElement } from 'react'

/**
 * Makes an icon's component of lucide's drawing. A build uses it in place of lucide's own factory
 * (scripts/vite-lean-icons.ts), which decides about context, class names, aliases and stroke scaling at
 * each render of each icon: of all that the console uses size, colour by class, and hiding from screen
 * readers.
 *
 * @param icon lucide's data of an icon: its shapes, drawn in a square of 24
 * @returns a component that takes `size` in pixels (24) and what an `svg` takes
 */
export function createIcon({
  node,
}: {
  node: LucideIconNode[]
}): (props: LucideProps) => ReactElement {
  const shapes = node.map(([tag, attributes]) => createElement(tag, attributes))
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
