import { conditionWords } from '../../parts/condition-words.ts'
import { describeScope, type ProjectNames } from '../../parts/describe-permissions.ts'
import { familyOf, type RuleDraft, type RuleScope } from './rule-draft.ts'

/** Where a rule counts, as the end of a sentence: "on the Organization". */
export function scopeWords(scope: RuleScope, projectNames: ProjectNames): string {
  return describeScope(
    {
      scopeType: familyOf(scope),
      projectIds: scope.type === 'projects' ? scope.projectIds : undefined,
    },
    projectNames,
  )
}

/** One sentence on what a rule gives, where and when. */
export function ruleSentence(rule: RuleDraft, projectNames: ProjectNames): string {
  const [first, ...others] = rule.sets
  const sets = others.length === 0 ? (first ?? 'nothing') : `${rule.sets.length} permission sets`
  const when = rule.condition.trim() === '' ? '' : `, ${conditionWords(rule.condition)}`
  return `Gives ${sets} ${scopeWords(rule.scope, projectNames)}${when}.`
}
