import { describe, expect, it } from 'vitest'

import { LONGEST_CONDITION } from './condition-limits.ts'
import {
  asksForResource,
  checkCondition,
  evaluateCondition,
  type ConditionFacts,
} from './conditions.ts'

const facts: ConditionFacts = {
  ip: '203.0.113.7',
  // A Monday; 10:30 in Paris.
  time: new Date('2026-11-23T09:30:15.250Z'),
  userAgent: 'Terraform/1.9 (linux)',
}
const resource = { id: '5a1f7c1e-0000-4000-8000-000000000001', name: 'ci', locality: 'global' }

describe('evaluateCondition', () => {
  it.each<[string, boolean]>([
    ['', true],
    ['true', true],
    ['false', false],
    // Where from.
    ["request.ip == '203.0.113.7'", true],
    ["request.ip == '203.0.113.8'", false],
    ["request.ip.startsWith('203.0.113.')", true],
    ["!request.ip.startsWith('203.0.113.')", false],
    ["request.ip in ['198.51.100.1', '203.0.113.7']", true],
    ["['198.51.100.', '203.0.113.'].exists(net, request.ip.startsWith(net))", true],
    ["['198.51.100.', '203.0.113.'].all(net, request.ip.startsWith(net))", false],
    ["request.ip.matches('^203[.]0[.]113[.][0-9]{1,3}$')", true],
    // When.
    ["request.time < timestamp('2027-01-01T00:00:00Z')", true],
    ["request.time < timestamp('2026-11-23T10:30:15+01:00')", false],
    ["request.time >= timestamp('2026-11-23T10:30:15.250+01:00')", true],
    ["request.time - timestamp('2026-11-23T09:00:00Z') < duration('31m')", true],
    ["request.time + duration('1h') > timestamp('2026-11-23T10:00:00Z')", true],
    ['request.time.getHours() == 9 && request.time.getMinutes() == 30', true],
    ["request.time.getHours('Europe/Paris') == 10", true],
    ["request.time.getHours('+05:30') == 15 && request.time.getMinutes('+05:30') == 0", true],
    ["request.time.getHours('-03:00') == 6", true],
    ['request.time.getDayOfWeek() == 1', true],
    ["request.time.getDayOfWeek('Pacific/Auckland') in [1, 2, 3, 4, 5]", true],
    ["request.time.getDate() == 23 && request.time.getDayOfMonth('UTC') == 22", true],
    ["request.time.getMonth() == 10 && request.time.getFullYear('UTC') == 2026", true],
    ["request.time.getDayOfYear() == 326 && request.time.getDayOfYear('UTC') == 326", true],
    ['request.time.getSeconds() == 15 && request.time.getMilliseconds() == 250', true],
    ['int(request.time) == 1795426215', true],
    ["string(request.time) == '2026-11-23T09:30:15.250Z'", true],
    // With what.
    ["request.user_agent.contains('Terraform')", true],
    ["request.user_agent.matches('(?i)^terraform/1[.][0-9]+')", true],
    ["request.user_agent.startsWith('curl') || size(request.user_agent) == 21", true],
    // About what: these facts have no resource.
    ['has(resource.id)', false],
    ["resource.id == 'x' || !has(resource.id)", true],
    ["resource.name == 'ci'", false],
    // What cannot be evaluated does not hold.
    ["request.time.getHours('Nowhere/Land') >= 0", false],
    ["request.time < timestamp('tomorrow at noon, or so')", false],
    ["request.time < timestamp('January 1 2099 00:00:00')", false],
    ['1 / 0 == 1', false],
    ["request.ip == '203.0.113.7' && int(request.user_agent) > 0", false],
    ["'[' + request.ip == '' || request.ip.matches('[' + request.ip)", false],
    // What is no condition does not hold either.
    [' ', false],
    ['request.ip ==', false],
    ['1', false],
    ['dyn(1)', false],
    ['dyn(true)', true],
    ['nobody.knows', false],
  ])('%s: %s', (text, holds) => {
    expect(evaluateCondition(text, facts)).toBe(holds)
  })

  it.each<[string, boolean]>([
    [`resource.id == '${resource.id}'`, true],
    ["resource.id == 'x' || !has(resource.id)", false],
    ["resource.name.startsWith('ci') && resource.locality == 'global'", true],
  ])('with a resource, %s: %s', (text, holds) => {
    expect(evaluateCondition(text, { ...facts, resource })).toBe(holds)
  })

  it('knows a resource without a name', () => {
    const nameless = { ...facts, resource: { id: 'SCW', name: undefined } }
    expect(evaluateCondition('has(resource.id) && !has(resource.name)', nameless)).toBe(true)
  })

  it('sees 255 characters of a user agent', () => {
    const long = { ...facts, userAgent: 'a'.repeat(300) }
    expect(evaluateCondition('size(request.user_agent) == 255', long)).toBe(true)
  })

  it('answers the same a second time, and for other facts anew', () => {
    const text = "request.ip == '203.0.113.7'"
    expect(evaluateCondition(text, facts)).toBe(true)
    expect(evaluateCondition(text, { ...facts, ip: '198.51.100.1' })).toBe(false)
    expect(evaluateCondition(text, facts)).toBe(true)
  })
})

describe('checkCondition', () => {
  it('takes the empty text and every field of a request and a resource', () => {
    for (const text of [
      '',
      "request.ip != '' && request.user_agent != '' && request.time > timestamp(0)",
      "resource.name == 'a' || resource.locality == 'fr-par' || !has(resource.id)",
      "// offices only\nrequest.ip.startsWith('203.0.113.')",
      'false',
    ]) {
      expect(checkCondition(text), text).toEqual({ ok: true })
    }
  })

  it.each<[string, string, number]>([
    [' ', 'the expression ends too early', 0],
    ['request.ip ==', 'the expression ends too early', 13],
    ["request.ip.startsWith('203.'", 'the expression ends too early', 28],
    ["request.ip == '203", 'unterminated string', 14],
    ["request.ip = '203'", 'unexpected character: =', 11],
    ['nobody == 1', 'there is no variable nobody: use request or resource', 0],
    ["request.ip == '1' && reqest.ip == '2'", 'there is no variable reqest: use request or', 21],
    ["request.user == 'a'", 'request has no field user', 8],
    ['has(resource.region)', 'resource has no field region', 13],
    ['request.ip == 1', 'no such overload: string == int', 0],
    ['request.ip', 'the expression must give true or false', 0],
    ["true && request.ip.isPublic('a')", 'there is no function isPublic', 8],
    ["request.ip.split('.')[0] == '10'", 'there is no function split', 0],
    ['cel.bind(x, 1, x == 1)', 'there is no function bind', 0],
    ["request.ip.matches('(a')", 'the pattern cannot be used: missing closing ): `(a`', 19],
    ["request.ip.own_matches('a')", 'there is no function own_matches', 0],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'exceeded maxDepth', 50],
  ])('%s: %s', (text, message, position) => {
    const check = checkCondition(text)
    expect(check).toMatchObject({ ok: false, message: expect.stringContaining(message) })
    expect(check).toMatchObject({ position })
  })

  it('tells line and column', () => {
    expect(checkCondition("request.ip == '203.0.113.7' &&\n  nobody == 1")).toEqual({
      ok: false,
      message: 'there is no variable nobody: use request or resource',
      position: 33,
      line: 2,
      column: 3,
    })
  })

  it('takes 2048 characters and no more', () => {
    const text = (length: number) => `request.ip == '${'a'.repeat(length - 16)}'`
    expect(checkCondition(text(LONGEST_CONDITION))).toEqual({ ok: true })
    expect(checkCondition(text(LONGEST_CONDITION + 1))).toMatchObject({
      ok: false,
      message: 'a condition has at most 2048 characters',
    })
  })
})

it('does not compare with a time that is none', () => {
  const never = '!(timestamp(9223372036854775807) > request.time)'
  expect(evaluateCondition(never, facts)).toBe(false)
})

describe('the cost of a condition', () => {
  const many = (count: number) => `[${Array.from({ length: count }, () => '1').join(',')}]`

  it.each([
    '[[1]].all(list, list.all(one, one == 1))',
    '[1].map(one, one).all(one, one == 1)',
    `${many(500)}.all(one, ${Array.from({ length: 40 }, () => 'one == 1').join(' && ')})`,
  ])('is bounded: %s', (text) => {
    expect(checkCondition(text)).toMatchObject({ ok: false })
    expect(evaluateCondition(text, facts)).toBe(false)
  })

  it('stays small for patterns made to take forever', () => {
    const text = { ...facts, userAgent: `${'a'.repeat(254)}!` }
    const begun = performance.now()
    for (const pattern of [
      '(a+)+$',
      '(a|aa)+$',
      '^(a|a)*$',
      '(.*)(.*)(.*)(.*)x',
      '(a?){200}a{200}$',
    ]) {
      expect(evaluateCondition(`request.user_agent.matches('${pattern}')`, text)).toBe(false)
    }
    const row = Array.from({ length: 60 }, () => "request.user_agent.matches('.{999}')")
    expect(evaluateCondition(row.join(' || '), text)).toBe(false)
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

it('knows which conditions ask for the resource', () => {
  expect(asksForResource("resource.id == 'a'")).toBe(true)
  expect(asksForResource("request.ip == 'resource'")).toBe(false)
  expect(asksForResource('')).toBe(false)
  expect(asksForResource('resource.')).toBe(false)
})
