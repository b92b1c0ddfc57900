import { describe, expect, test } from 'vitest'

import {
  type ConditionPart,
  partProblem,
  readCondition,
  writeCondition,
} from './condition-parts.ts'

const WHOLE: readonly (readonly [ConditionPart, string])[] = [
  [{ kind: 'ip', operator: 'is', value: '203.0.113.7' }, 'request.ip == "203.0.113.7"'],
  [{ kind: 'ip', operator: 'is_not', value: '2001:db8::1' }, 'request.ip != "2001:db8::1"'],
  [{ kind: 'ip', operator: 'starts_with', value: '203.0.' }, 'request.ip.startsWith("203.0.")'],
  [
    { kind: 'ip', operator: 'one_of', value: '203.0.113.7, 203.0.113.8' },
    'request.ip in ["203.0.113.7", "203.0.113.8"]',
  ],
  [
    { kind: 'user_agent', operator: 'contains', value: 'say "hi" && bye' },
    String.raw`request.user_agent.contains("say \"hi\" && bye")`,
  ],
  [
    { kind: 'time', operator: 'before', from: '', to: '2026-12-31T22:00:00Z' },
    'request.time < timestamp("2026-12-31T22:00:00Z")',
  ],
  [
    { kind: 'time', operator: 'after', from: '2026-12-31T22:00:00Z', to: '' },
    'request.time >= timestamp("2026-12-31T22:00:00Z")',
  ],
  [
    {
      kind: 'time',
      operator: 'between',
      from: '2026-12-01T00:00:00Z',
      to: '2026-12-31T22:00:00Z',
    },
    'request.time >= timestamp("2026-12-01T00:00:00Z") && request.time < timestamp("2026-12-31T22:00:00Z")',
  ],
  [
    { kind: 'days', days: [1, 2, 3, 4, 5], zone: 'Europe/Paris' },
    'request.time.getDayOfWeek("Europe/Paris") in [1, 2, 3, 4, 5]',
  ],
  [
    { kind: 'hours', from: 9, to: 18, zone: 'UTC' },
    'request.time.getHours("UTC") >= 9 && request.time.getHours("UTC") < 18',
  ],
]

describe('the builder and CEL', () => {
  test.each(WHOLE)('%# writes and reads', (part, text) => {
    expect(writeCondition([part])).toBe(text)
    expect(readCondition(text)).toEqual([part])
    expect(partProblem(part)).toBeUndefined()
  })

  test('joins lines by "and"', () => {
    const parts = WHOLE.map(([part]) => part)
    expect(readCondition(writeCondition(parts))).toEqual(parts)
  })

  test.each([
    ["request.ip.startsWith('203.0.113.')"],
    ['request.ip=="203.0.113.7"  &&\n request.user_agent != "x"'],
  ])('reads what a person wrote in the same forms: %s', (text) => {
    expect(readCondition(text)).toBeDefined()
  })

  test.each([
    ['request.ip == "a" || request.ip == "b"'],
    ['!(request.ip == "a")'],
    ['request.ip == request.user_agent'],
    ['request.time < timestamp("2026-12-31T22:00:00+01:00")'],
    ['request.time.getHours("UTC") >= 9'],
    ['request.ip.size() > 3'],
    ['request.ip == "a" &&'],
  ])('leaves to the code editor: %s', (text) => {
    expect(readCondition(text)).toBeUndefined()
  })
})

test.each<[ConditionPart, RegExp]>([
  [{ kind: 'ip', operator: 'is', value: ' ' }, /Enter an IP address/],
  [{ kind: 'ip', operator: 'is', value: 'office' }, /“office” is not an IP address/],
  [{ kind: 'ip', operator: 'one_of', value: '203.0.113.7, x' }, /“x” is not/],
  [{ kind: 'user_agent', operator: 'contains', value: '' }, /Enter a text/],
  [{ kind: 'time', operator: 'after', from: '', to: '' }, /Choose a date/],
  [{ kind: 'days', days: [], zone: 'UTC' }, /at least one day/],
  [{ kind: 'hours', from: 18, to: 9, zone: 'UTC' }, /must be after/],
])('%# says what a line lacks', (part, problem) => {
  expect(partProblem(part)).toMatch(problem)
})
