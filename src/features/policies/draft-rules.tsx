import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { announce } from '../../ui/announcer.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { keyed } from './keyed.ts'
import type { Family, RuleDraft } from './rule-draft.ts'
import { RuleEditor } from './rule-editor.tsx'
import { RuleSummary } from './rule-summary.tsx'
import { useProjectNames } from './use-project-names.ts'

/** The rule that is being written: a new one at the end, or one of those there are. */
export interface OpenRule {
  /** Place of the rule in the list; its length for a new one. */
  index: number
  family?: Family | undefined
  /** The person asked for it; an editor that is open from the start leaves the focus alone. */
  takesFocus?: boolean
}

/**
 * The rules of a policy that is not stored yet: each can be changed, and removed while it is not the
 * only one; further ones can be written.
 *
 * @param open the rule whose editor is open
 * @param onTouch hears that something was written in it
 */
export function DraftRules({
  rules,
  onChange,
  open,
  onOpen,
  onTouch,
}: {
  rules: readonly RuleDraft[]
  onChange: (rules: RuleDraft[]) => void
  open: OpenRule | undefined
  onOpen: (open: OpenRule | undefined) => void
  onTouch: () => void
}) {
  const projectNames = useProjectNames()
  const isBusy = open !== undefined
  const adding = useRef<HTMLButtonElement>(null)
  const wasBusy = useRef(isBusy)
  useEffect(() => {
    // The editor with the button that was pressed is gone: one goes on from here.
    if (wasBusy.current && !isBusy) adding.current?.focus()
    wasBusy.current = isBusy
  }, [isBusy])
  const busyReason = isBusy ? 'Confirm or discard the open rule first.' : undefined

  const editor = open && (
    <RuleEditor
      key={`${open.index} ${open.family ?? ''}`}
      title={`Rule ${open.index + 1}`}
      initial={rules[open.index]}
      family={open.family}
      takesFocus={open.takesFocus ?? false}
      confirmLabel="Confirm rule"
      onCancel={() => onOpen(undefined)}
      onTouch={onTouch}
      onConfirm={(rule, next) => {
        const changed = open.index < rules.length ? rules.with(open.index, rule) : [...rules, rule]
        onChange(changed)
        announce(`Rule ${open.index + 1} confirmed`)
        onOpen(next && { index: changed.length, family: next, takesFocus: true })
      }}
    />
  )
  return (
    <div className="flex flex-col gap-4">
      {keyed(rules, (rule) => JSON.stringify(rule)).map(({ key, item: rule }, index) =>
        open?.index === index ? (
          <div key={key}>{editor}</div>
        ) : (
          <RuleSummary
            key={key}
            title={`Rule ${index + 1}`}
            rule={rule}
            projectNames={projectNames}
            actions={
              <>
                <IconButton
                  label={`Edit rule ${index + 1}`}
                  icon={<Pencil size={16} aria-hidden />}
                  disabledReason={busyReason}
                  onClick={() => onOpen({ index, takesFocus: true })}
                />
                {rules.length > 1 && (
                  <IconButton
                    label={`Remove rule ${index + 1}`}
                    icon={<Trash2 size={16} aria-hidden />}
                    disabledReason={busyReason}
                    onClick={() => {
                      onChange(rules.toSpliced(index, 1))
                      announce(`Rule ${index + 1} removed`)
                    }}
                  />
                )}
              </>
            }
          />
        ),
      )}
      {open?.index === rules.length && editor}
      {!isBusy && (
        <Button
          ref={adding}
          variant="outlined"
          sentiment="neutral"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => onOpen({ index: rules.length, takesFocus: true })}
          className="w-full"
        >
          Add new rule
        </Button>
      )}
    </div>
  )
}
