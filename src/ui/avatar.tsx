import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'

const sizes = {
  large: 'size-28 type-heading-large',
  medium: 'size-16 type-heading-small',
  small: 'size-8 type-body-small',
  xsmall: 'size-5 type-caption-small',
}

/** The first letters of the first and the last word, such as EV of "Elena Varga". */
function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s@._-]+/u)
    .filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

/**
 * Stands for someone or something beside its name: initials in a circle, or an icon on a tile.
 *
 * @param size 112, 64, 32 or 20px
 * @param strong on the primary colour, for the one the page is about
 */
export function Avatar({
  name,
  size = 'small',
  icon,
  strong = size === 'large' || size === 'medium',
}: {
  name: string
  size?: 'large' | 'medium' | 'small' | 'xsmall' | undefined
  icon?: ReactNode
  strong?: boolean | undefined
}) {
  const look = icon
    ? 'rounded-[25%] bg-product-fill-weak text-product-fill'
    : strong
      ? 'rounded-circle bg-primary-background-strong text-primary-text-strong'
      : 'rounded-circle bg-neutral-background-strong text-neutral-text-strong'
  return (
    <span
      aria-hidden
      // Drawn as a picture is: what a control with an avatar is called need not spell the initials.
      data-initials={icon ? undefined : initials(name)}
      className={classNames(
        'grid shrink-0 before:content-[attr(data-initials)] place-items-center border border-transparent select-none',
        sizes[size],
        look,
      )}
    >
      {icon}
    </span>
  )
}
