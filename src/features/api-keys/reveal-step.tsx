import { ChevronDown, Download } from 'lucide-react'
import { useState } from 'react'

import { downloadText } from '../../parts/download-text.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { environmentFile, type SnippetInput, snippets } from './snippets.ts'

const MASK = '•'.repeat(24)

/**
 * The one time a secret key is on screen: both halves with their copy buttons, a download, snippets,
 * the warning, and the confirmation without which Done does not work.
 *
 * @param input the key and its secret; the caller holds the secret in state and nowhere else
 * @param canDo what the key may do, in one sentence
 */
export function RevealStep(props: {
  input: SnippetInput
  canDo: string | undefined
  saved: boolean
  onSavedChange: (saved: boolean) => void
  onDone: () => void
  doneLabel?: string
}) {
  const { input, canDo, saved, onSavedChange, onDone, doneLabel = 'Done' } = props
  return (
    <div className="flex flex-col gap-6">
      <Alert sentiment="warning" title="Save your secret key now.">
        This is the only time it is displayed. Once this window is closed, nobody can bring it back.
        Whoever has it acts as the key’s bearer.
      </Alert>
      <SecretField label="Access key" value={input.accessKey} copyLabel="Copy access key" />
      <SecretField label="Secret key" value={input.secretKey} secret copyLabel="Copy secret key" />
      {canDo && <p className="type-body-small text-neutral-text">{canDo}</p>}
      <UseItNow input={input} />
      <Checkbox label="I have saved my secret key" checked={saved} onChange={onSavedChange} />
      <div className="flex flex-wrap justify-end gap-4">
        <Button
          variant="outlined"
          sentiment="neutral"
          icon={<Download size={16} aria-hidden />}
          onClick={() => downloadText(`api-key-${input.accessKey}.env`, environmentFile(input))}
        >
          Download .env
        </Button>
        <Button
          onClick={onDone}
          {...(saved ? {} : { disabledReason: 'Tick “I have saved my secret key” first.' })}
        >
          {doneLabel}
        </Button>
      </div>
    </div>
  )
}

/** Snippets to paste, with the secret hidden on screen and whole in what is copied. */
function UseItNow({ input }: { input: SnippetInput }) {
  const all = snippets(input)
  const [chosen, setChosen] = useState<string>('env')
  const snippet = all.find((one) => one.id === chosen)
  return (
    <details className="group rounded-default border border-neutral-border">
      <summary className="type-body-small-strong flex cursor-pointer items-center justify-between gap-2 px-4 py-3 text-neutral-text-strong [&::-webkit-details-marker]:hidden">
        Use it now: ready-to-paste snippets
        <ChevronDown size={16} aria-hidden className="shrink-0 group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 px-4 pb-4">
        <Select
          label="Client"
          value={chosen}
          onChange={setChosen}
          options={all.map(({ id, label }) => ({ value: id, label }))}
          hint={snippet?.hint}
        />
        {snippet && (
          <div className="flex flex-col gap-1">
            <Snippet
              code={snippet.code.replaceAll(input.secretKey, MASK)}
              copyText={snippet.code}
              copyLabel={`Copy the ${snippet.label} snippet`}
            />
            <p className="type-caption text-neutral-text-weak">
              The secret key is hidden here. The copy button takes it along.
            </p>
          </div>
        )}
      </div>
    </details>
  )
}
