import { type ReactNode, useState } from 'react'

import type { ProjectNames } from '../../parts/describe-permissions.ts'
import { Button } from '../../ui/button.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { RuleDraft } from './rule-draft.ts'
import { ruleSentence } from './rule-words.ts'

const SHOWN_AT_FIRST = 8

/**
 * One rule at a glance: what it gives, where and when, with its permission sets by name.
 *
 * @param title such as "Rule 1"
 * @param actions stand at the right of the title
 */
export function RuleSummary({
  title,
  rule,
  projectNames,
  actions,
}: {
  title: string
  rule: RuleDraft
  projectNames: ProjectNames
  actions?: ReactNode
}) {
  const [all, setAll] = useState(false)
  const shown = all ? rule.sets : rule.sets.slice(0, SHOWN_AT_FIRST)
  const hidden = rule.sets.length - shown.length
  return (
    <section
      aria-label={title}
      className="flex min-w-0 flex-col gap-3 rounded-default border border-neutral-border-weak p-4"
    >
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="type-body-small-stronger text-neutral-text-strong">{title}</h3>
          <p className="type-body-small wrap-anywhere text-neutral-text">
            {ruleSentence(rule, projectNames)}
          </p>
        </div>
        {actions && <div className="flex shrink-0 gap-1">{actions}</div>}
      </div>
      <ul aria-label={`Permission sets of ${title}`} className="flex flex-wrap gap-1">
        {shown.map((name) => (
          <li key={name} className="flex max-w-full">
            <Tag>{name}</Tag>
          </li>
        ))}
        {hidden > 0 && (
          <li>
            <Button
              size="small"
              variant="ghost"
              sentiment="neutral"
              onClick={() => setAll(true)}
              className="h-6"
            >
              {hidden} more
            </Button>
          </li>
        )}
      </ul>
      {rule.condition !== '' && (
        <details className="type-caption text-neutral-text-weak">
          <summary className="w-fit cursor-pointer">Condition as code</summary>
          <pre className="type-code-small surface-weak [font-variant-ligatures:none] mt-2 mb-0 text-neutral-text rounded-default border border-neutral-border-weak px-3 py-2 wrap-anywhere whitespace-pre-wrap">
            {rule.condition}
          </pre>
        </details>
      )}
    </section>
  )
}
