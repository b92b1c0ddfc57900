import { Check, Copy } from 'lucide-react'
import { type MouseEvent, useEffect, useRef, useState } from 'react'

import { announce } from './announcer.tsx'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import { toast } from './toast-store.ts'
import { TooltipBubble } from './tooltip-bubble.tsx'

const SHOWN_MS = 2000

/** "Copy access key" becomes "Access key". */
function subject(label: string): string {
  const name = label.replace(/^copy (the )?/i, '')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/**
 * Copies a text and says whether it worked; only a copy that is verified counts.
 *
 * @param label the accessible name, such as "Copy access key"
 * @param caption the text on the button; without it there is only an icon
 */
export function CopyButton({
  text,
  label,
  caption,
  variant,
  size = 'small',
}: {
  text: string
  label: string
  caption?: string | undefined
  variant?: 'filled' | 'outlined' | 'ghost' | undefined
  size?: 'medium' | 'small' | 'xsmall' | undefined
}) {
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const copy = async (event: MouseEvent<HTMLButtonElement>) => {
    const worked = await copyText(text, event.currentTarget)
    clearTimeout(timer.current)
    setCopied(worked)
    if (!worked) {
      toast({
        sentiment: 'error',
        text: `${subject(label)} could not be copied. Select the text and copy it with Ctrl C or ⌘ C.`,
      })
      return
    }
    announce(`${subject(label)} copied`)
    timer.current = setTimeout(() => setCopied(false), SHOWN_MS)
  }

  const icon = copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />
  return (
    <>
      <Button
        variant={variant ?? (caption ? 'outlined' : 'ghost')}
        sentiment="neutral"
        size={size}
        icon={icon}
        aria-label={label}
        onClick={(event) => void copy(event)}
        className={caption ? '' : size === 'xsmall' ? 'min-w-6' : 'min-w-8'}
      >
        {caption}
      </Button>
      {copied && <TooltipBubble text="Copied!" />}
    </>
  )
}

/**
 * A text that people take elsewhere, such as an id, with the button that copies it.
 *
 * @param label the button's accessible name, such as "Copy user ID"
 */
export function CopyableText({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-center gap-2">
      <span className="type-code min-w-0 select-all wrap-anywhere">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  )
}
