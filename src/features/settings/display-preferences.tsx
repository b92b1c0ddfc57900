import { useMemo, useState } from 'react'

import { serverNow } from '../../api/clock.ts'
import { toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { languageName, LOCALES } from '../../parts/languages.ts'
import { useUpdateUser } from '../../parts/user-operations.ts'
import { Card } from '../../ui/card.tsx'
import { ComboBox } from '../../ui/combobox.tsx'
import {
  browserTimeZone,
  chooseTimeZone,
  formatMoment,
  formatNumber,
  timeZoneName,
  useFormats,
} from '../../ui/formats.ts'
import { Notice } from '../../ui/notice.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { type Theme, useTheme } from '../../ui/theme.ts'
import { toast } from '../../ui/toast.tsx'
import { zoneOptions } from './zone-options.ts'

const AUTOMATIC = 'automatic'

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'System' },
]

/** Theme, language and time zone of the console; each choice holds at once. */
export function DisplayPreferences() {
  return (
    <Card title="Display">
      <div className="flex flex-col gap-6">
        <ThemeChoice />
        <div className="grid items-start gap-6 small:grid-cols-2">
          <Language />
          <TimeZone />
        </div>
        <Sample />
        <Notice>
          The language is part of your profile. The theme and the time zone are kept in this
          browser.
        </Notice>
      </div>
    </Card>
  )
}

/** The same without the language, which is part of a user's profile: for who is none. */
export function ThemeAndZone() {
  return (
    <Card title="Display">
      <div className="flex flex-col gap-6">
        <ThemeChoice />
        <TimeZone />
        <Sample />
        <Notice>The theme and the time zone are kept in this browser.</Notice>
      </div>
    </Card>
  )
}

function ThemeChoice() {
  const [theme, chooseTheme] = useTheme()
  return (
    <RadioGroup
      inline
      legend="Theme"
      value={theme}
      onChange={chooseTheme}
      options={themes}
      hint="System follows the setting of your device."
    />
  )
}

function Language() {
  const { user } = useSession()
  const update = useUpdateUser(user.id)
  const [error, setError] = useState<string>()
  const chosen = update.isPending ? (update.variables.locale ?? user.locale) : user.locale

  const choose = async (locale: string) => {
    if (locale === user.locale || update.isPending) return
    setError(undefined)
    try {
      await update.mutateAsync({ locale })
      toast({ sentiment: 'success', text: 'Language saved' })
    } catch (failure) {
      setError(toApiError(failure).message)
    }
  }

  return (
    <Select
      label="Language"
      value={chosen}
      onChange={(locale) => void choose(locale)}
      options={languageOptions(user.locale)}
      hint="The texts of the console are in English; the language decides how dates and numbers are written."
      error={error}
    />
  )
}

/** The languages on offer, and the one that is set if it is another. */
function languageOptions(present: string) {
  const others = LOCALES.some((locale) => locale === present) ? [] : [present]
  return [...LOCALES, ...others].map((locale) => ({ value: locale, label: languageName(locale) }))
}

function TimeZone() {
  const { timeZone } = useFormats()
  const options = useMemo(() => {
    return [
      {
        value: AUTOMATIC,
        label: 'Automatic',
        description: `As this browser: ${browserTimeZone()}`,
      },
      ...zoneOptions(Intl.supportedValuesOf('timeZone'), serverNow()),
    ]
  }, [])
  return (
    <ComboBox
      label="Time zone"
      value={timeZone ?? AUTOMATIC}
      onChange={(zone) => chooseTimeZone(zone === AUTOMATIC ? undefined : zone)}
      options={options}
      selectedLabel={timeZone ?? 'Automatic'}
      emptyText="No time zone matches. Try the name of a large city."
      hint="For all dates and times that the console shows and asks for."
    />
  )
}

/** What the choices look like. */
function Sample() {
  const { timeZone } = useFormats()
  return (
    <p className="type-body-small text-neutral-text">
      Now:{' '}
      <strong className="type-body-small-strong text-neutral-text-strong">
        {formatMoment(serverNow(), 'datetime')}
      </strong>
      {` (${timeZone ?? timeZoneName()}). A number: `}
      <strong className="type-body-small-strong text-neutral-text-strong">
        {formatNumber(12_345)}
      </strong>
      .
    </p>
  )
}
