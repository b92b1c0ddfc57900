import { cloneElement, type ReactElement, useId } from 'react'

import { useTooltip } from './use-tooltip.tsx'

/**
 * A short explanation of what it holds, on hover and keyboard focus; it becomes the description of its
 * child.
 *
 * @param children one element; something that can be focused, unless the text is a nicety
 */
export function Tooltip({
  text,
  children,
}: {
  text: string
  children: ReactElement<{ 'aria-describedby'?: string | undefined }>
}) {
  const id = useId()
  const { handlers, bubble } = useTooltip(text)
  return (
    <>
      <span className="inline-flex max-w-full" {...handlers}>
        {cloneElement(children, { 'aria-describedby': id })}
        <span id={id} hidden>
          {text}
        </span>
      </span>
      {bubble}
    </>
  )
}
