import { Download } from 'lucide-react'
import { lazy, Suspense, useCallback, useState } from 'react'

import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { ExportFormat } from './export-file.ts'
import type { LogsParams } from './queries.ts'

const ExportDialog = lazy(async () => ({
  default: (await import('./export-dialog.tsx')).ExportDialog,
}))

/**
 * Saves what the list shows, all pages of it, as a file.
 *
 * @param total how many entries that are, as far as it is known
 */
export function ExportMenu({ params, total }: { params: LogsParams; total: number | undefined }) {
  const [started, setStarted] = useState<{ format: ExportFormat; params: LogsParams }>()
  const close = useCallback(() => setStarted(undefined), [])
  const reason = total === 0 ? 'There is nothing to export.' : undefined
  const start = (format: ExportFormat) => setStarted({ format, params })
  return (
    <>
      <Menu
        label="Export"
        trigger={
          <Button
            variant="outlined"
            sentiment="neutral"
            icon={<Download size={16} aria-hidden />}
            className="grow"
          >
            Export
          </Button>
        }
        items={[
          { label: 'CSV', onSelect: () => start('csv'), disabledReason: reason },
          { label: 'JSON', onSelect: () => start('json'), disabledReason: reason },
        ]}
      />
      {started && (
        <Suspense>
          <ExportDialog {...started} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
