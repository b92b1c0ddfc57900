import { Suspense, lazy } from 'react'

import {
  type ConditionPart,
  partProblem,
  readCondition,
  writeCondition,
} from '../../parts/condition-parts.ts'
import { Notice } from '../../ui/notice.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ConditionBuilder } from './condition-builder.tsx'

const ConditionCode = lazy(async () => ({
  default: (await import('./condition-code.tsx')).ConditionCode,
}))

/** A rule's condition while it is written. */
export interface ConditionState {
  mode: 'builder' | 'code'
  /** The builder's lines. */
  parts: readonly ConditionPart[]
  /** The editor's text. */
  text: string
}

/** How a stored condition opens: in the builder where that can show it. */
export function openCondition(text: string): ConditionState {
  const parts = readCondition(text)
  return parts ? { mode: 'builder', parts, text } : { mode: 'code', parts: [], text }
}

/** The condition as CEL; undefined while a line of the builder is not whole. */
export function conditionText({ mode, parts, text }: ConditionState): string | undefined {
  if (mode === 'code') return text.trim()
  if (parts.some(partProblem)) return undefined
  // What somebody wrote in their own way stays word for word until it is changed.
  return JSON.stringify(readCondition(text)) === JSON.stringify(parts)
    ? text.trim()
    : writeCondition(parts)
}

/**
 * The third step of a rule: when it counts. Simple conditions are built from lines; everything else is
 * written as CEL. A text that the builder cannot show stays in the editor, and the step says so.
 *
 * @param insisted how often going on was tried; from the first time on the step shows what it lacks
 */
export function ConditionStep({
  state,
  onChange,
  insisted,
}: {
  state: ConditionState
  onChange: (state: ConditionState) => void
  insisted: number
}) {
  const { mode, text, parts } = state
  const isBuildable = mode === 'builder' || readCondition(text) !== undefined

  function switchTo(next: ConditionState['mode']) {
    if (next === mode) return
    if (next === 'code') onChange({ ...state, mode: next, text: conditionText(state) ?? text })
    else onChange({ ...state, mode: next, parts: readCondition(text) ?? parts })
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="type-body-small text-neutral-text">
        Optional. Without a condition the rule always counts; with one, only for requests that
        fulfil all of it. Rules add up: where another rule gives the same, that is enough.
      </p>
      <SegmentedControl
        legend="How to write the condition"
        value={mode}
        onChange={switchTo}
        segments={[
          { value: 'builder', label: 'Visual builder', disabled: !isBuildable },
          { value: 'code', label: 'Code editor' },
        ]}
      />
      {!isBuildable && (
        <Notice>The visual builder cannot show this condition, so it is edited as code.</Notice>
      )}
      {mode === 'builder' ? (
        <>
          <ConditionBuilder
            parts={parts}
            onChange={(next) => onChange({ ...state, parts: next })}
            insisted={insisted > 0}
          />
          <Written text={conditionText(state)} />
        </>
      ) : (
        <Suspense fallback={<Skeleton lines={5} />}>
          <ConditionCode
            text={text}
            onChange={(next) => onChange({ ...state, text: next })}
            insisted={insisted}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The code that the builder writes. */
function Written({ text }: { text: string | undefined }) {
  if (!text) return null
  return (
    <figure className="m-0 flex flex-col gap-1">
      <figcaption className="type-caption text-neutral-text-weak">As code</figcaption>
      <pre className="type-code surface-weak [font-variant-ligatures:none] m-0 rounded-default border border-neutral-border-weak px-4 py-2 wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
    </figure>
  )
}
