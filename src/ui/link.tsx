import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'

import { classNames } from './class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

const textLook =
  'rounded-small font-medium text-info-text underline decoration-dotted underline-offset-2 hover:text-info-text-hover hover:decoration-solid'

type TextLinkProps = { children: ReactNode; className?: string | undefined } & (
  | ({ to: LinkProps['to'] } & Omit<LinkProps, 'to' | 'className' | 'children'>)
  | { href: string; external?: boolean | undefined }
)

/**
 * A link in running text: `to` a page of the console, or `href` to somewhere else. An `external` one
 * opens in a new tab and says so.
 */
export function TextLink({ children, className, ...props }: TextLinkProps) {
  const look = classNames(textLook, className)
  if ('to' in props) {
    return (
      <Link {...props} className={look}>
        {children}
      </Link>
    )
  }
  if (!props.external) {
    return (
      <a href={props.href} className={look}>
        {children}
      </a>
    )
  }
  return (
    <a href={props.href} target="_blank" rel="noreferrer" className={look}>
      {children}
      <ExternalLink size={16} aria-hidden className="ml-1 inline-block align-[-0.15em]" />
      <VisuallyHidden> (opens in a new tab)</VisuallyHidden>
    </a>
  )
}

/**
 * The name of a thing that has a page, as lists show it.
 *
 * @param danger the thing is locked or broken: the name is red. Say so in words as well.
 */
export function EntityLink({
  danger = false,
  className,
  ...link
}: LinkProps & { danger?: boolean | undefined }) {
  return (
    <Link
      {...link}
      className={classNames(
        'type-body-small-strong rounded-small wrap-anywhere hover:underline',
        danger ? 'text-danger-text' : 'text-primary-text',
        className,
      )}
    />
  )
}
