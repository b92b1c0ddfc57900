import { join } from 'node:path'

import { type Caller, createBackend } from '../backend/app.ts'
import { insertRows } from '../backend/fixtures/insert-rows.ts'
import { buildScenario, FIXTURE_PASSWORD } from '../backend/fixtures/scenarios.ts'
import { createPasswordHasher } from '../backend/http/passwords.ts'
import { createPeppers } from '../backend/http/peppers.ts'
import { createMemoryStore } from '../backend/store/memory.ts'
import type { Store } from '../backend/store/store.ts'
import { newAccessKey, newId, newSecret } from '../server/generators.ts'
import { openStore } from '../server/store.ts'

/** Requests per second, one after another. */
export interface BackendRates {
  /** A handler that only turns the same answer's objects into JSON. */
  floor: number
  memory: number
  sqlite: number
}

const origin = 'http://localhost'
const path = '/iam/v1alpha1/api-keys?page_size=20'
const measuredTime = 1500
const warmUpTime = 500

/** How often a second the first page of 10,000 API keys can be read, on two stores. */
export async function measureBackend(folder: string): Promise<BackendRates> {
  const scenario = buildScenario('large', { now: new Date(), salt: 'bench' })
  const memory = await readKeys(createMemoryStore({ rows: scenario.rows }))
  const opened = await openStore({ dataDir: join(folder, 'large') })
  try {
    await opened.transaction((tx) => insertRows(tx, scenario.rows))
    const sqlite = await readKeys(opened)
    const answer: unknown = await (await memory()).json()
    return {
      floor: await rate(async () => Response.json(answer)),
      memory: await rate(memory),
      sqlite: await rate(sqlite),
    }
  } finally {
    await opened.close()
  }
}

/** A function that reads the first page of the API keys as the Owner. */
async function readKeys(store: Store): Promise<() => Promise<Response>> {
  const backend = createBackend({
    store,
    peppers: createPeppers([crypto.getRandomValues(new Uint8Array(32))]),
    passwords: createPasswordHasher({ memoryKiB: 64, iterations: 1, parallelism: 1 }),
    clock: () => new Date(),
    ids: newId,
    accessKeys: newAccessKey,
    secrets: newSecret,
    mode: 'local',
  })
  let token: string | undefined
  const caller: Caller = {
    ip: '127.0.0.1',
    session: {
      read: () => token,
      write: (written) => {
        token = written
      },
      clear: () => {
        token = undefined
      },
    },
  }
  const [owner] = await store.find('users', { where: { type: 'owner' } })
  const signIn = new Request(`${origin}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: owner?.username, password: FIXTURE_PASSWORD }),
  })
  await expectOk(await backend.fetch(signIn, caller))
  const read = () => backend.fetch(new Request(`${origin}${path}`), caller)
  await expectOk((await read()).clone())
  return read
}

async function expectOk(response: Response): Promise<void> {
  if (!response.ok)
    throw new Error(`The backend answered ${response.status}: ${await response.text()}`)
}

async function rate(call: () => Promise<Response>): Promise<number> {
  const run = async (time: number) => {
    const began = performance.now()
    let calls = 0
    while (performance.now() - began < time) {
      await (await call()).arrayBuffer()
      calls += 1
    }
    return (calls * 1000) / (performance.now() - began)
  }
  await run(warmUpTime)
  return run(measuredTime)
}
