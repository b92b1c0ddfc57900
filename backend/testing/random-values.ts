import * as fc from 'fast-check'

import { CERTIFICATE_A, CERTIFICATE_B } from '../formats/test-certificates.ts'
import type { JsonSchema } from '../http/api-document.ts'

/**
 * Where the id of something that exists belongs; `fillIn` puts one there when the request is made,
 * because only then it is known what exists.
 */
const placeholder = (name: string): fc.Arbitrary<string> =>
  fc.nat(99).map((number) => `<<${name} ${number}>>`)

/**
 * Replaces every placeholder.
 *
 * @param pick Gives the text for a name and a number that chooses among what there is.
 */
export function fillIn(text: string, pick: (name: string, number: number) => string): string {
  return text.replaceAll(/<<(\w+) (\d+)>>/g, (_, name: string, number: string) =>
    pick(name, Number(number)),
  )
}

/** Text that breaks what is careless. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...SPECIMENS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('a', ' ', 'é', '𝒳', '%', '\\', '('),
          fc.constantFrom(64, 65, 300, 70_000),
        )
        .map(([unit, times]) => unit.repeat(times)),
    },
  )

const SPECIMENS = [
  '',
  ' ',
  ' a',
  'a ',
  '\0',
  '\ud800',
  'a\udfff',
  '\ufeff',
  '\uffff',
  '\u202egnp.exe',
  '\u2028',
  '\r\nSet-Cookie: a=b',
  'İ',
  'ß',
  'ﬃ',
  'e\u0301',
  '👩‍👩‍👧‍👦',
  '%',
  '_',
  '%_%',
  '\\',
  '\\%',
  '*',
  "'",
  "' or 1=1 --",
  '"; drop table users; --',
  '$1',
  '{"a":1}',
  '[]',
  '<script>alert(1)</script>',
  '=1+1',
  '${jndi:ldap://x}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  '1e999',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'unknown_type',
]

const TIMES = [
  '2026-11-23T09:00:00Z',
  '2027-01-01T00:00:00.123456789012345Z',
  '2026-12-31T23:59:59.9+14:00',
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+23:59',
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999999Z',
  '9999-12-31T23:59:59-23:59',
  '2027-02-29T00:00:00Z',
  '2028-02-29T24:00:00Z',
  '2027-06-30T23:59:60Z',
  '2027-01-01T00:00:00+24:00',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2027-01-01 00:00:00Z',
  '2027-01-01T00:00:00',
  '2027-01-01',
]

const NUMBERS = ['0', '-0', '-1', '1.5', '1e0', '2147483648', '9007199254740993', '1e308', '1e400']

const METADATA = `<x:EntityDescriptor xmlns:x="urn:oasis:names:tc:SAML:2.0:metadata" entityID="a"><x:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><x:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.test/&#x0;"/></x:IDPSSODescriptor></x:EntityDescriptor>`

/** What a field of this name is given so that handlers get far. */
const SENSIBLE: Readonly<Record<string, readonly string[]>> = {
  permission_set_names: ['IAMManager', 'IAMReadOnly', 'ProjectReadOnly', 'ObjectStorageFullAccess'],
  condition: [
    '',
    'request.ip == "203.0.113.7"',
    'request.user_agent.matches("a+")',
    'request.time > timestamp("0001-01-01T00:00:00Z")',
    '1 / 0 == 1',
    '[1, 2].all(x, x > 0)',
  ],
  public_key: [
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBx5OOSDSPrXPYqVjtLSKMBGbEmnJ9Mb0cVOsGQ8J3qk me@here',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA',
    'ssh-rsa AAAA',
  ],
  email: ['a@example.com', 'someone.else@example.org'],
  one_time_password: ['000000', '123456'],
  grace_period_duration: ['86400s', '0s', '1.5s'],
  max_login_session_duration: ['3600s', '86400s'],
  max_api_key_expiration_duration: ['0s', '86400s'],
  origin: ['https://iam.test', 'https://other.test', 'file://'],
  content: [
    CERTIFICATE_A,
    CERTIFICATE_B.replaceAll('A', 'B'),
    CERTIFICATE_B.slice(0, 200),
    METADATA,
    METADATA.replace('<x', '<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><x'),
  ],
}

/** The same as JSON. */
const SENSIBLE_JSON: Readonly<Record<string, readonly string[]>> = {
  rules: [
    '[]',
    '[{"permission_set_names":["IAMReadOnly"],"organization_id":"<<organization_id 0>>"}]',
    '[{"permission_set_names":["ProjectReadOnly"],"project_ids":["<<project_id 0>>"],"condition":"1 < 2"}]',
  ],
  member: ['{"email":"<<email 0>>","username":"<<word 0>>"}', '{"email":"a@b.c","username":"abc"}'],
}

/** Of these one is enough, and most operations take no more. */
const ALTERNATIVES = ['user_id', 'group_id', 'application_id', 'no_principal']

/** JSON text of anything at all, keys that mean something to JavaScript and endless depth included. */
const anyJson = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: hostileText().map((text) => JSON.stringify(text)) },
    { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom('null', 'true', '{}', '[]', '[null]', '[[]]') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{"__proto__":{"polluted":true}}',
        '{"constructor":{"prototype":{"polluted":true}}}',
        '{"length":1e9}',
        `${'['.repeat(40)}${']'.repeat(40)}`,
        `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      ),
    },
  )

/**
 * JSON text for a schema: mostly what it allows, at times something else at any place.
 *
 * @param name Of the field that it is for.
 * @param wrong Whether to stray from the schema at all.
 */
export function jsonFor(schema: JsonSchema, name: string, wrong: boolean): fc.Arbitrary<string> {
  const sensible = SENSIBLE_JSON[name]
  const right =
    sensible === undefined
      ? rightJson(schema, name, wrong)
      : fc.oneof(fc.constantFrom(...sensible), rightJson(schema, name, wrong))
  return wrong
    ? fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: anyJson() })
    : right
}

function rightJson(schema: JsonSchema, name: string, wrong: boolean): fc.Arbitrary<string> {
  const { anyOf, oneOf, enum: values, type } = schema
  const alternatives = anyOf ?? oneOf
  if (alternatives !== undefined) {
    return fc.oneof(...alternatives.map((inner) => jsonFor(inner, name, wrong)))
  }
  if (values !== undefined) {
    return fc.constantFrom(...values.map((value) => JSON.stringify(value)))
  }
  const types = [type ?? []].flat()
  if (types.includes('null') && types.length > 1) {
    const other = { ...schema, type: types.filter((each) => each !== 'null') }
    return fc.oneof(
      { weight: 9, arbitrary: rightJson(other, name, wrong) },
      { weight: 1, arbitrary: fc.constant('null') },
    )
  }
  switch (types[0]) {
    case 'object':
      return objectJson(schema, wrong)
    case 'array':
      return fc
        .array(jsonFor(schema.items ?? {}, name.replace(/s$/, ''), wrong), { maxLength: 3 })
        .map((items) => `[${items.join(',')}]`)
    case 'integer':
    case 'number':
      return fc
        .integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 2 ** 31 })
        .map((number) => String(number))
    case 'boolean':
      return fc.boolean().map((value) => String(value))
    case 'string':
      return textFor(schema, name).map((text) => JSON.stringify(text))
    default:
      return anyJson()
  }
}

function objectJson(
  { properties = {}, required = [] }: JsonSchema,
  wrong: boolean,
): fc.Arbitrary<string> {
  const fields = Object.entries(properties).map(([name, property]) => {
    const given = required.includes(name) ? (wrong ? 19 : 20) : 9
    return fc
      .tuple(fc.nat(19), jsonFor(property, name, wrong))
      .map(([chance, json]) => (chance < given ? [{ name, json }] : []))
  })
  const extra = fc
    .tuple(fc.nat(9), fc.constantFrom('__proto__', 'constructor', '', 'id', 'é'), anyJson())
    .map(([chance, name, json]) => (wrong && chance === 0 ? [{ name, json }] : []))
  // A key twice: the last one counts.
  const twice = fc.nat(19).map((chance) => wrong && chance === 0)
  const only = fc.constantFrom(...ALTERNATIVES)
  return fc
    .tuple(fc.tuple(...fields), extra, twice, only)
    .map(([given, more, repeat, alternative]) => {
      const sent = given
        .flat()
        .filter(({ name }) => wrong || name === alternative || !ALTERNATIVES.includes(name))
      const entries = [...sent, ...more, ...(repeat ? sent.slice(0, 1) : [])]
      return `{${entries.map(({ name, json }) => `${JSON.stringify(name)}:${json}`).join(',')}}`
    })
}

/** Text that a schema allows, or nearly. */
export function textFor(schema: JsonSchema, name: string): fc.Arbitrary<string> {
  const sensible = SENSIBLE[name] ?? SENSIBLE[`${name}s`]
  if (schema.enum !== undefined)
    return fc.constantFrom(...schema.enum.map((value) => String(value)))
  if (schema.format === 'uuid') {
    return fc.oneof(
      { weight: 6, arbitrary: placeholder(name) },
      { weight: 1, arbitrary: fc.uuid() },
    )
  }
  if (schema.format === 'date-time') return fc.constantFrom(...TIMES)
  if (sensible !== undefined) {
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...sensible) },
      { weight: 1, arbitrary: hostileText() },
    )
  }
  const longest = Math.min(schema.maxLength ?? 100, 100)
  const plain = fc
    .string({ unit: 'grapheme-ascii', minLength: schema.minLength ?? 0, maxLength: longest })
    .map((text) => text.slice(0, longest))
  const word = fc.string({
    unit: fc.constantFrom(...'abcdefghij0123456789'),
    minLength: Math.max(schema.minLength ?? 0, 2),
    maxLength: Math.max(schema.minLength ?? 0, Math.min(longest, 12)),
  })
  return fc.oneof(
    { weight: 6, arbitrary: word },
    { weight: 1, arbitrary: plain },
    { weight: 2, arbitrary: placeholder(name) },
    { weight: 1, arbitrary: hostileText() },
  )
}
