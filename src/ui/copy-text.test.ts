import { afterEach, expect, test, vi } from 'vitest'

import { copyText } from './copy-text.ts'

/** Just enough of a page for the fallback: where fields land, who has the focus, what is copied. */
function stubPage({ trapsFocus = false, copies = true } = {}) {
  const listeners = new Set<(event: Event) => void>()
  const homes: string[] = []
  class HTMLElement {
    focus = vi.fn()
  }
  const presser = new HTMLElement()
  const field = {
    value: '',
    style: {},
    setAttribute: () => undefined,
    setSelectionRange: () => undefined,
    remove: vi.fn(),
    focus: () => {
      if (!trapsFocus) page.activeElement = field
    },
  }
  const page = {
    activeElement: presser as unknown,
    body: { append: () => homes.push('body') },
    createElement: () => field,
    addEventListener: (_: string, listener: (event: Event) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: Event) => void) =>
      listeners.delete(listener),
    execCommand: () => {
      if (copies) for (const listener of listeners) listener(new Event('copy'))
      // What browsers answer inside a focus trap, whatever was copied.
      return true
    },
  }
  vi.stubGlobal('document', page)
  vi.stubGlobal('HTMLElement', HTMLElement)
  const dialog = { append: () => homes.push('dialog') }
  const near = { closest: () => dialog } as unknown as Element
  return { field, homes, listeners, near, presser }
}

afterEach(() => vi.unstubAllGlobals())

test('the clipboard is used where there is one', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('SCW1', null)).toBe(true)
  expect(writeText).toHaveBeenCalledWith('SCW1')
})

test.each([
  ['is missing', {}],
  ['refuses', { clipboard: { writeText: () => Promise.reject(new Error('NotAllowedError')) } }],
])('when the clipboard %s, the text is copied from inside the dialog', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator)
  const { field, homes, listeners, near, presser } = stubPage()
  expect(await copyText('SCW1', near)).toBe(true)
  expect(homes).toEqual(['dialog'])
  expect(field.value).toBe('')
  expect(field.remove).toHaveBeenCalledOnce()
  expect(listeners.size).toBe(0)
  expect(presser.focus).toHaveBeenCalledOnce()
})

test.each([
  ['the focus is taken away', { trapsFocus: true }],
  ['nothing is copied', { copies: false }],
])('it is no success when %s, though execCommand says so', async (_, failure) => {
  vi.stubGlobal('navigator', {})
  const { field, near } = stubPage(failure)
  expect(await copyText('SCW1', near)).toBe(false)
  expect(field.remove).toHaveBeenCalledOnce()
})
