import { describe, expect, it } from 'vitest'

import { readPeriod, spanOf, writePeriod } from './period.ts'

const now = new Date('2026-11-23T09:00:00Z')

describe('a period', () => {
  it('counts back from now', () => {
    expect(spanOf(readPeriod('24h'), now)).toEqual({ after: new Date('2026-11-22T09:00:00Z') })
    expect(spanOf(readPeriod('30d'), now)).toEqual({ after: new Date('2026-10-24T09:00:00Z') })
  })

  it('is an interval with one end or two', () => {
    for (const text of [
      '2026-11-01T00:00:00Z/2026-11-02T12:30:00Z',
      '2026-11-01T00:00:00Z/',
      '/2026-11-02T12:30:00Z',
    ]) {
      const period = readPeriod(text)
      expect(period && writePeriod(period)).toBe(text)
    }
    expect(readPeriod('2026-11-01T01:00:00+01:00/')).toEqual({
      after: new Date('2026-11-01T00:00:00Z'),
      before: undefined,
    })
  })

  it('is none in any other text', () => {
    for (const text of [undefined, '', '/', '2h', 'toString', 'soon/later', 'a/b/c']) {
      expect(readPeriod(text)).toBeUndefined()
    }
    expect(spanOf(undefined, now)).toEqual({})
  })
})
