import { createBackend, type Backend } from '../app.ts'
import type { ApiDocument } from '../http/api-document.ts'
import type { TestBackend, TestBrowser } from './harness.ts'
import { rehearse, type Rehearsal } from './rehearsal.ts'
import { sampleRequests, type Sample, type SampleIds } from './sample-requests.ts'

/** An operation of the OpenAPI document. */
export interface DocumentedOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  /** Names of what its path, query and body hold. */
  readonly fields: readonly string[]
}

/** Whoever sends a request: a session, the secret of a key, or nobody. */
export type Sender = TestBrowser | string | undefined

export interface SampleAnswer {
  readonly status: number
  readonly text: string
}

/** The operations that the backend says it has. */
export async function documentedOperations(test: TestBackend): Promise<DocumentedOperation[]> {
  const document = (await test.request('/openapi.json')).body as ApiDocument
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, value]) => ({ path, method, value })),
  )
  return described.map(({ path, method, value }) => {
    const schema = value.requestBody?.content?.['application/json'].schema
    const named = (value.parameters ?? []).filter((parameter) => parameter.in !== 'header')
    return {
      id: value.operationId,
      method: method.toUpperCase(),
      path,
      fields: [...named.map(({ name }) => name), ...Object.keys(schema?.properties ?? {})],
    }
  })
}

/** The samples of an operation, by their names. */
export function samplesOf(operation: DocumentedOperation): [string, Sample][] {
  return Object.entries(sampleRequests).filter(([name]) => name.split(' ')[0] === operation.id)
}

/** Replaces `$user` and the like. `$self` stays when there is no id for it. */
export function fillSample(sample: Sample, ids: Partial<SampleIds> & { self?: string }): Sample {
  const text = JSON.stringify(sample).replaceAll(
    /"\$(\w+)"/g,
    (whole, name: keyof typeof ids) => JSON.stringify(ids[name] ?? undefined) ?? whole,
  )
  return JSON.parse(text) as Sample
}

/** A backend on which requests change nothing, and what they would have changed, if that is noted. */
export function rehearsingBackend(
  test: TestBackend,
  { noting }: { noting: boolean },
): Rehearsal & { backend: Backend } {
  const rehearsal = rehearse(test.store, noting)
  return { ...rehearsal, backend: createBackend({ ...test.options, store: rehearsal.store }) }
}

/** Sends a filled sample. */
export async function sendSample(
  backend: Backend,
  operation: DocumentedOperation,
  sample: Sample,
  sender: Sender,
  headers: Readonly<Record<string, string>> = {},
): Promise<SampleAnswer> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(sample.params?.[name] ?? ''),
  )
  const url = new URL(path, 'https://iam.test')
  for (const [name, value] of Object.entries(sample.query ?? {})) {
    for (const one of [value].flat()) url.searchParams.append(name, one)
  }
  const { method } = operation
  const request = new Request(url, {
    method,
    headers: { ...headers, ...(typeof sender === 'string' ? { 'X-Auth-Token': sender } : {}) },
    ...(method === 'GET' ? {} : { body: JSON.stringify(sample.body ?? {}) }),
  })
  const token = typeof sender === 'object' ? sender.token : undefined
  const session = { read: () => token, write: () => undefined, clear: () => undefined }
  const answer = await backend.fetch(request, { ip: '203.0.113.7', session })
  return { status: answer.status, text: await answer.text() }
}
