import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useNavigate } from 'react-router'

import { QueryPanel } from '../../parts/query-panel.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink, IconButton } from '../../ui/button.tsx'
import { rulesQuery } from './queries.ts'
import { draftOf } from './rule-draft.ts'
import { RuleSummary } from './rule-summary.tsx'
import { usePolicyRefusal } from './use-policy-refusal.ts'
import { useProjectNames } from './use-project-names.ts'

/** The rules of a stored policy: each with a pencil, and a bin while it is not the only one. */
export function RulesCard({ policy }: { policy: Policy }) {
  const query = useQuery(rulesQuery(policy.id))
  const { change } = usePolicyRefusal(policy)
  const projectNames = useProjectNames()
  const navigate = useNavigate()
  return (
    <QueryPanel title="Rules" what={`the rules of ${policy.name}`} query={query}>
      {(rules) => (
        <>
          {rules.length === 0 && (
            <p className="type-body-small text-neutral-text-weak">
              This policy has no rule, so it gives nothing.
            </p>
          )}
          {rules.map((rule, index) => (
            <RuleSummary
              key={rule.id}
              title={`Rule ${index + 1}`}
              rule={draftOf(rule)}
              projectNames={projectNames}
              actions={
                <>
                  <IconButton
                    label={`Edit rule ${index + 1}`}
                    icon={<Pencil size={16} aria-hidden />}
                    disabledReason={change}
                    onClick={() => void navigate(paths.rule(policy.id, rule.id))}
                  />
                  {rules.length > 1 && (
                    <IconButton
                      label={`Delete rule ${index + 1}`}
                      icon={<Trash2 size={16} aria-hidden />}
                      disabledReason={change}
                      onClick={() =>
                        void navigate(paths.deleteRule(policy.id, rule.id), {
                          preventScrollReset: true,
                        })
                      }
                    />
                  )}
                </>
              }
            />
          ))}
          <ButtonLink
            to={paths.addRule(policy.id)}
            variant="outlined"
            sentiment="neutral"
            icon={<Plus size={16} aria-hidden />}
            disabledReason={change}
            className="w-full"
          >
            Add new rule
          </ButtonLink>
        </>
      )}
    </QueryPanel>
  )
}
