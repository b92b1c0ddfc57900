import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

/**
 * Lines of code with a copy button. Long lines scroll sideways, by keyboard too.
 *
 * @param wrap breaks long lines instead, for running text
 * @param copyLabel the copy button's name, such as "Copy the curl snippet"
 * @param copyText what is copied, where it is more than what is shown
 */
export function Snippet({
  code,
  copyLabel,
  copyText,
  wrap = false,
}: {
  code: string
  copyLabel: string
  copyText?: string | undefined
  wrap?: boolean | undefined
}) {
  return (
    <div className="surface-weak relative rounded-default border border-transparent">
      <pre
        // A region that scrolls has to take the focus, or the keyboard cannot scroll it.
        tabIndex={0}
        role="group"
        aria-label={copyLabel.replace(/^copy (the )?/i, '')}
        className={classNames(
          'type-code mr-14 rounded-default p-4 text-neutral-text-strong -outline-offset-2',
          wrap ? 'wrap-anywhere whitespace-pre-wrap' : 'overflow-x-auto',
        )}
      >
        <code>{code}</code>
      </pre>
      <div className="absolute top-2.5 right-3">
        <CopyButton text={copyText ?? code} label={copyLabel} />
      </div>
    </div>
  )
}
