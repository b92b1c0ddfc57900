/** Languages that the profile offers, as the API writes locales. */
export const LOCALES = [
  'en_US',
  'en_GB',
  'fr_FR',
  'de_DE',
  'es_ES',
  'it_IT',
  'nl_NL',
  'pl_PL',
  'pt_PT',
  'sv_SE',
  'cs_CZ',
  'hu_HU',
] as const

/** "French (France)" for `fr_FR`; a dash for none; the code itself when the browser knows it not. */
export function languageName(locale: string): string {
  if (locale === '') return '—'
  try {
    return (
      new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(
        locale.replace('_', '-'),
      ) ?? locale
    )
  } catch {
    // Not a language tag: the API takes any text.
    return locale
  }
}
