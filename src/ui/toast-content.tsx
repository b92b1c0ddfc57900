import * as RadixToast from '@radix-ui/react-toast'
import { CircleAlert, CircleCheck, CircleX, X } from 'lucide-react'

import { classNames } from './class-names.ts'
import { toneClass } from './sentiment.ts'
import { dismissToast, type StoredToast } from './toast-store.ts'

const SHOWN_MS = 6000
/** What has failed takes longer to read and to note down. */
const FAILURE_SHOWN_MS = 20_000

const onTone = 'bg-tone-background-strong text-tone-text-strong'

const looks = {
  success: {
    Icon: CircleCheck,
    colours: 'bg-neutral-background-stronger text-neutral-text-stronger',
  },
  error: { Icon: CircleX, colours: `${toneClass.danger} ${onTone}` },
  warning: { Icon: CircleAlert, colours: `${toneClass.warning} ${onTone}` },
}

/** The toasts themselves. They wait while the pointer or the focus is on them; F8 goes to them. */
export function ToastContent({ toasts }: { toasts: readonly StoredToast[] }) {
  return (
    <RadixToast.Provider swipeDirection="right" label="Notification">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} />
      ))}
      <RadixToast.Viewport
        data-toast-viewport
        className="pointer-events-none fixed top-4 right-4 z-60 flex w-80 max-w-[calc(100vw-2rem)] flex-col-reverse gap-3"
      />
    </RadixToast.Provider>
  )
}

function Toast({ toast }: { toast: StoredToast }) {
  const { Icon, colours } = looks[toast.sentiment]
  return (
    <RadixToast.Root
      type="background"
      duration={toast.sentiment === 'error' ? FAILURE_SHOWN_MS : SHOWN_MS}
      onOpenChange={(open) => !open && dismissToast(toast.id)}
      className={classNames(
        colours,
        'animate-slide-in elevate-raised pointer-events-auto flex min-h-16 items-center gap-4 rounded-default border border-transparent p-4',
      )}
    >
      <Icon size={20} aria-hidden className="shrink-0" />
      {/* `announce` has said it already, through the topmost dialog if there is one. */}
      <div data-radix-toast-announce-exclude="" className="min-w-0 flex-1">
        <RadixToast.Description className="type-body-small-strong wrap-anywhere">
          {toast.text}
        </RadixToast.Description>
      </div>
      <RadixToast.Close
        aria-label="Dismiss"
        className="grid size-6 shrink-0 place-items-center rounded-default outline-current hover:bg-[#8888]"
      >
        <X size={16} aria-hidden />
      </RadixToast.Close>
    </RadixToast.Root>
  )
}
