import { describe, expect, it } from 'vitest'

import { type ExportedLog, exportFileName, exportText } from './export-file.ts'

const entry = (day: string, name: string): ExportedLog => ({
  log: {
    id: `log-${day}`,
    createdAt: new Date(`${day}T08:00:00Z`),
    ip: '203.0.113.24',
    userAgent: 'curl/8.5',
    action: 'deleted',
    bearerId: 'bearer',
    organizationId: 'organization',
    resourceType: 'group',
    resourceId: 'resource',
  },
  name: {
    logId: `log-${day}`,
    principal: { kind: 'deleted_user', name },
    resource: { name: 'On-call', exists: false },
  },
})

describe('an export of logs', () => {
  it('has the same fields as CSV and as JSON', () => {
    const logs = [entry('2026-11-20', '=cmd'), { ...entry('2026-11-18', ''), name: undefined }]
    const [header = '', first = '', second = '', end] = exportText(logs, 'csv').split('\r\n')
    expect(header.replace('\uFEFF', '').split(',')).toEqual(
      Object.keys((JSON.parse(exportText(logs, 'json')) as object[])[0] ?? {}),
    )
    expect(first).toBe(
      "2026-11-20T08:00:00.000Z,deleted,group,resource,On-call,deleted_user,bearer,'=cmd,203.0.113.24,curl/8.5,log-2026-11-20",
    )
    expect(second).toContain('resource,,unknown,bearer,,')
    expect(end).toBe('')
  })

  it('is named after its days', () => {
    const logs = [entry('2026-11-20', ''), entry('2026-11-18', '')]
    expect(exportFileName(logs, {}, 'csv')).toBe('iam-logs_2026-11-18_2026-11-20.csv')
    const span = { after: new Date('2026-11-01T00:00:00Z') }
    expect(exportFileName(logs, span, 'json')).toBe('iam-logs_2026-11-01_2026-11-20.json')
    expect(exportFileName(logs.slice(0, 1), {}, 'csv')).toBe('iam-logs_2026-11-20.csv')
  })
})
