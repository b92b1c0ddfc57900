import { afterEach, describe, expect, it } from 'vitest'

import { chooseTimeZone, formatMoment, formatNumber, languageTag, setLanguage } from './formats.ts'

const moment = new Date('2026-11-23T23:30:00Z')

afterEach(() => {
  setLanguage('en_US')
  chooseTimeZone(undefined)
})

describe('formatMoment', () => {
  it('writes as the console does until something else is chosen', () => {
    chooseTimeZone('UTC')
    expect(formatMoment(moment, 'date')).toBe('23 Nov 2026')
    expect(formatMoment(moment, 'datetime')).toBe('23 Nov 2026, 23:30')
  })

  it('follows the language and the time zone', () => {
    setLanguage('fr_FR')
    chooseTimeZone('Asia/Tokyo')
    expect(formatMoment(moment, 'datetime')).toBe('24 nov. 2026, 08:30')
  })
})

describe('formatNumber', () => {
  it('follows the language', () => {
    expect(formatNumber(1024)).toBe('1,024')
    setLanguage('de_DE')
    expect(formatNumber(1024)).toBe('1.024')
  })
})

describe('languageTag', () => {
  it.each([
    ['fr_FR', 'fr-FR'],
    ['pt-br', 'pt-BR'],
    ['en_US', 'en-GB'],
    ['', 'en-GB'],
    ['no language', 'en-GB'],
  ])('reads %j as %s', (locale, tag) => {
    expect(languageTag(locale)).toBe(tag)
  })
})
