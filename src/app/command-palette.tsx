import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { ArrowRight, type LucideIcon, Search } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'

import { search, type SearchResults, type SearchType } from '../api/console-api.ts'
import { toApiError } from '../api/errors.ts'
import { useSession } from '../api/session.ts'
import { foundText } from '../parts/list-page.ts'
import { useRight } from '../parts/use-right.ts'
import { Alert } from '../ui/alert.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useTheme } from '../ui/theme.ts'
import { matches, type PaletteEntry, paletteEntries, resultKinds } from './palette-entries.tsx'

/** Pause after the last key press that ends a search word, in milliseconds. */
const SETTLE_MS = 150
/** Results of one kind; the rest is on the list's own page. */
const SHOWN = 5

/**
 * Finds pages, actions, and whatever the person may see by name, e-mail, id or access key, and goes
 * there. The keyboard alone is enough: type, arrows, Enter.
 */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const session = useSession()
  const [, chooseTheme] = useTheme()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const q = text.trim()
  const results = useResults(q)
  const sections = paletteEntries(session)
    .map(({ heading, entries }) => ({
      heading,
      entries: entries.filter((entry) => matches(entry, q)),
    }))
    .filter(({ entries }) => entries.length > 0)
  // Never the answer to what was typed before: Enter would open the wrong thing.
  const answer = q !== '' && results.q === q ? results.data : undefined
  const found = sections.flatMap(({ entries }) => entries).length + (answer?.results.length ?? 0)
  const settled = q === '' || (!results.isFetching && results.q === q)

  useEffect(() => {
    if (q !== '' && settled) announce(found === 0 ? 'Nothing found' : `${found} results`)
  }, [q, settled, found])

  const go = (to: string) => {
    onClose()
    void navigate(to)
  }
  const run = (entry: PaletteEntry) => {
    if (entry.theme) {
      chooseTheme(entry.theme)
      onClose()
    } else if (entry.to) go(entry.to)
  }

  return (
    <Dialog title="Search the console" onClose={onClose} initialFocusRef={input}>
      <Command shouldFilter={false} loop label="Search the console" className="flex flex-col gap-4">
        <div className="control flex h-10 items-center gap-2 px-4">
          <Search size={16} aria-hidden className="shrink-0 text-neutral-icon-weak" />
          <Command.Input
            ref={input}
            value={text}
            onValueChange={setText}
            placeholder="Page, action, name, email, ID or access key"
            aria-label="Search the console"
            maxLength={200}
            className="type-body-small h-full min-w-0 flex-1 bg-transparent outline-none"
          />
        </div>
        <Command.List
          label="Results"
          aria-busy={!settled}
          tabIndex={-1}
          className="-mx-2 h-[min(24rem,55dvh)] overflow-y-auto px-2 outline-none"
        >
          {sections.map(({ heading, entries }) => (
            <Section key={heading} heading={heading}>
              {entries.map((entry) => (
                <EntryItem key={entry.label} entry={entry} onRun={run} />
              ))}
            </Section>
          ))}
          {found > 0 && answer && <Results answer={answer} q={q} onGo={go} />}
          {q !== '' && settled && found === 0 && !results.error && (
            <p className="type-body-small px-2 py-10 text-center text-neutral-text-weak">
              Nothing matches “{q}”. Only what you are allowed to see is searched.
            </p>
          )}
        </Command.List>
      </Command>
      {q !== '' && results.error && (
        <Alert
          sentiment="danger"
          action={
            <Button size="small" variant="outlined" onClick={() => void results.refetch()}>
              Retry
            </Button>
          }
        >
          Only pages and actions are listed. {toApiError(results.error).message}
        </Alert>
      )}
    </Dialog>
  )
}

/** What the console's search finds for the text, once typing has paused. */
function useResults(q: string) {
  const [settled, setSettled] = useState(q)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(q), SETTLE_MS)
    return () => window.clearTimeout(timer)
  }, [q])
  const query = useQuery({
    queryKey: ['search', { q: settled, types: 'all' }],
    queryFn: () => search({ q: settled, types: Object.keys(resultKinds) as SearchType[] }),
    enabled: settled !== '',
  })
  return { ...query, q: settled }
}

function Results({
  answer,
  q,
  onGo,
}: {
  answer: SearchResults
  q: string
  onGo: (to: string) => void
}) {
  const byType = Map.groupBy(answer.results, ({ type }) => type)
  return [...byType].map(([type, found]) => {
    const { heading, icon, to, all } = resultKinds[type]
    const total = answer.totals[type] ?? found.length
    return (
      <Section key={type} heading={heading}>
        {found.slice(0, SHOWN).map(({ id, label, hint }) => (
          <Item key={id} value={`${type} ${id}`} icon={icon} onSelect={() => onGo(to(id))}>
            <span className="min-w-0 wrap-anywhere">{label}</span>
            {hint && (
              <span className="ml-auto max-w-1/2 min-w-0 truncate type-caption text-neutral-text-weak">
                {hint}
              </span>
            )}
          </Item>
        ))}
        {total > SHOWN && (
          <Item
            value={`${type} all`}
            icon={ArrowRight}
            onSelect={() => onGo(`${all}?${new URLSearchParams({ q }).toString()}`)}
          >
            All {foundText(total)} {heading}
          </Item>
        )}
      </Section>
    )
  })
}

function EntryItem({
  entry,
  onRun,
}: {
  entry: PaletteEntry
  onRun: (entry: PaletteEntry) => void
}) {
  const right = useRight('write', entry.writes ?? '')
  const reason = entry.writes === undefined ? undefined : right.reason
  return (
    <Item
      value={`entry ${entry.label}`}
      icon={entry.icon}
      disabled={reason !== undefined}
      onSelect={() => onRun(entry)}
    >
      <span>
        {entry.label}
        {reason && <span className="block type-caption text-neutral-text-weak">{reason}</span>}
      </span>
    </Item>
  )
}

function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={
        <span className="type-caption-strong block px-2 py-1 text-neutral-text-weak">
          {heading}
        </span>
      }
      className="mb-2"
    >
      {children}
    </Command.Group>
  )
}

function Item({
  value,
  icon: Icon,
  disabled = false,
  onSelect,
  children,
}: {
  value: string
  icon: LucideIcon
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <Command.Item
      value={value}
      disabled={disabled}
      onSelect={onSelect}
      className={classNames(
        'type-body-small flex min-h-9 items-center gap-2 rounded-default px-2 py-1 select-none',
        disabled
          ? 'cursor-not-allowed text-neutral-text-disabled'
          : 'cursor-pointer chosen:bg-primary-background chosen:text-primary-text',
      )}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      {children}
    </Command.Item>
  )
}
