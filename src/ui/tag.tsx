import { X } from 'lucide-react'

import { classNames } from './class-names.ts'

const boxClass =
  'type-caption min-h-6 rounded-default border border-neutral-border bg-neutral-background text-neutral-text'
const textClass = 'truncate px-2 py-0.75'

/**
 * A short text in a box, such as a group's name; with `onRemove`, a button to take it away.
 *
 * @param prefix what kind of thing it is, said before the text
 * @param title what is shown on hover; the text, which may be cut, unless told otherwise
 */
export function Tag({
  children,
  prefix,
  title = children,
  onRemove,
}: {
  children: string
  prefix?: string | undefined
  title?: string | undefined
  onRemove?: (() => void) | undefined
}) {
  const text = (
    <>
      {prefix && <span className="text-neutral-text-weak">{prefix} </span>}
      {children}
    </>
  )
  // Lists have several in a row: those are no more than one element each.
  if (!onRemove) {
    return (
      <span
        title={title}
        className={classNames(boxClass, textClass, 'inline-block max-w-58.5 align-bottom')}
      >
        {text}
      </span>
    )
  }
  return (
    <span className={classNames(boxClass, 'inline-flex max-w-full items-stretch')}>
      <span title={title} className={classNames(textClass, 'max-w-58')}>
        {text}
      </span>
      <button
        type="button"
        aria-label={`Remove ${children}`}
        onClick={onRemove}
        className="-my-px grid min-h-6 w-6 shrink-0 place-items-center rounded-r-default border-l border-neutral-border hover:bg-neutral-background-hover"
      >
        <X size={14} aria-hidden />
      </button>
    </span>
  )
}
