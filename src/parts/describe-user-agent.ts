/** Programs by the word that gives them away; a browser that claims others comes before those. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bscaleway-cli\b/i, 'Scaleway CLI'],
  [/\bterraform/i, 'Terraform'],
  [/\bscaleway-sdk-(\w+)/i, 'Scaleway SDK'],
  [/\bcurl\//i, 'curl'],
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chromium|Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

/** Phones come first: they claim to be the desktop system that theirs came from. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b|\bdarwin\b/i, 'macOS'],
  [/\bLinux\b/i, 'Linux'],
]

/**
 * What a request came from, in words: "Firefox on Linux".
 *
 * @param userAgent the header of that name
 * @returns its first word when the program is not known, "Unknown" when it is empty
 */
export function describeUserAgent(userAgent: string): string {
  const program = find(PROGRAMS, userAgent)
  const system = find(SYSTEMS, userAgent)
  if (program) return system ? `${program} on ${system}` : program
  const [first] = userAgent.trim().split(/[\s/]/, 1)
  return first ? first.slice(0, 40) : 'Unknown'
}

function find(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1]
}
