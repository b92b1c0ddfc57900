import { describe, expect, it } from 'vitest'

import { differenceOf, type Given, type GrantChange } from './difference.ts'
import type { GrantScope } from './evaluate.ts'

const organization: GrantScope = { type: 'organization', organizationId: 'org' }
const all: GrantScope = { type: 'all_projects', organizationId: 'org' }
const chosen = (...projectIds: string[]): GrantScope => ({ type: 'projects', projectIds })
const given = (name: string, scope: GrantScope, condition = ''): Given => ({
  permission_set_name: name,
  scope,
  condition,
})
const change = (name: string, scope: GrantScope, more: Partial<GrantChange> = {}): GrantChange => ({
  ...given(name, scope),
  exceptProjectIds: [],
  otherwiseUnder: [],
  ...more,
})
const OFFICE = "request.ip.startsWith('203.0.113.')"
const nothing = { gained: [], lost: [] }

describe('differenceOf', () => {
  it.each<[string, Given[], Given[], GrantChange[], GrantChange[]]>([
    ['nothing from nothing', [], [], [], []],
    ['a first set', [], [given('A', organization)], [change('A', organization)], []],
    ['the last set', [given('A', all)], [], [], [change('A', all)]],
    [
      'one set for another, by name',
      [given('B', all)],
      [given('C', all), given('A', all)],
      [change('A', all), change('C', all)],
      [change('B', all)],
    ],
    [
      'other chosen Projects',
      [given('A', chosen('1', '2'))],
      [given('A', chosen('2', '3'))],
      [change('A', chosen('3'))],
      [change('A', chosen('1'))],
    ],
    [
      'chosen Projects to all',
      [given('A', chosen('1', '2'))],
      [given('A', all)],
      [change('A', all, { exceptProjectIds: ['1', '2'] })],
      [],
    ],
    [
      'all Projects to chosen ones',
      [given('A', all)],
      [given('A', chosen('1'))],
      [],
      [change('A', all, { exceptProjectIds: ['1'] })],
    ],
    [
      'a set that another policy gives as well',
      [given('A', chosen('1')), given('A', chosen('1', '2'))],
      [given('A', chosen('1'))],
      [],
      [change('A', chosen('2'))],
    ],
    [
      'chosen Projects that another policy covers by all',
      [given('A', all), given('A', chosen('1'))],
      [given('A', all)],
      [],
      [],
    ],
    [
      'a condition on what had none',
      [given('A', all)],
      [given('A', all, OFFICE)],
      [],
      [change('A', all, { otherwiseUnder: [OFFICE] })],
    ],
    [
      'no condition any more',
      [given('A', chosen('1'), OFFICE)],
      [given('A', chosen('1'))],
      [change('A', chosen('1'), { otherwiseUnder: [OFFICE] })],
      [],
    ],
    [
      'another condition',
      [given('A', all, OFFICE)],
      [given('A', all, 'false')],
      [change('A', all, { condition: 'false' })],
      [change('A', all, { condition: OFFICE })],
    ],
    [
      'a condition where another policy has none',
      [given('A', organization), given('A', organization, OFFICE)],
      [given('A', organization)],
      [],
      [],
    ],
    [
      'a conditional set on more Projects than are lost',
      [given('A', chosen('1', '2'))],
      [given('A', all, OFFICE)],
      [change('A', all, { condition: OFFICE, exceptProjectIds: ['1', '2'] })],
      [change('A', chosen('1', '2'), { otherwiseUnder: [OFFICE] })],
    ],
    [
      'a condition on some of the Projects only',
      [given('A', chosen('1', '2'))],
      [given('A', chosen('1'), OFFICE)],
      [],
      [change('A', chosen('1', '2'))],
    ],
    [
      'the same set in both scopes',
      [],
      [given('A', chosen('1')), given('A', all), given('A', organization)],
      [change('A', organization), change('A', all)],
      [],
    ],
    [
      'the same thing twice, in another order and with spaces around the condition',
      [given('A', chosen('1', '2')), given('B', all, OFFICE)],
      [given('B', all, ` ${OFFICE}\n`), given('A', chosen('2')), given('A', chosen('1'))],
      [],
      [],
    ],
  ])('%s', (_name, before, after, gained, lost) => {
    expect(differenceOf(before, after)).toEqual({ gained, lost })
    expect(differenceOf(after, before)).toEqual({ gained: lost, lost: gained })
  })

  it('changes nothing for the Owner', () => {
    expect(differenceOf([given('A', all)], [], { owner: true })).toEqual(nothing)
  })
})
