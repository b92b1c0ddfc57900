/** Cities that browsers list under a name that is out of use. */
const TODAY: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Asmara',
  'America/Godthab': 'Nuuk',
  'Asia/Calcutta': 'Kolkata',
  'Asia/Katmandu': 'Kathmandu',
  'Asia/Rangoon': 'Yangon',
  'Asia/Saigon': 'Ho Chi Minh City',
  'Atlantic/Faeroe': 'Faroe',
  'Europe/Kiev': 'Kyiv',
}

/**
 * Time zones as options of a list: "Europe/Paris" and, under it, "UTC+01:00".
 *
 * @param zones names that the browser knows
 * @param now decides between summer and winter time
 */
export function zoneOptions(
  zones: readonly string[],
  now: Date,
): { value: string; label: string; description: string }[] {
  const names = zones.includes('UTC') ? zones : ['UTC', ...zones]
  return names.map((zone) => {
    const offset = offsetOf(zone, now)
    const today = TODAY[zone]
    return {
      value: zone,
      label: zone.replaceAll('_', ' '),
      description: today ? `${today}, ${offset}` : offset,
    }
  })
}

function offsetOf(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    timeZoneName: 'longOffset',
  }).formatToParts(now)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return name.replace('GMT', 'UTC')
}
