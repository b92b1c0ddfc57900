import { expect, it } from 'vitest'

import { currentToasts, dismissToast, toast } from './toast-store.ts'

const texts = () => currentToasts().map(({ text }) => text)

it('shows the newest three toasts, and takes away what is dismissed', () => {
  for (const text of ['one', 'two', 'three', 'four']) toast({ sentiment: 'success', text })
  expect(texts()).toEqual(['two', 'three', 'four'])
  const [, middle] = currentToasts()
  dismissToast(middle?.id ?? 0)
  expect(texts()).toEqual(['two', 'four'])
})
