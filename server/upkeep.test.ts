import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createPeppers, type Peppers } from '../backend/http/peppers.ts'
import { createMemoryStore } from '../backend/store/memory.ts'
import { type Store, StoreUnavailable } from '../backend/store/store.ts'
import { organizationRow, userRow } from '../backend/store/test-rows.ts'
import { adoptPeppers, sealAnew } from './pepper-use.ts'
import { openSteadyClock } from './steady-clock.ts'
import { startUpkeep, type Upkeep } from './upkeep.ts'

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const [OLD, NEW] = [key(7), key(8)]
const now = new Date('2026-11-23T09:00:00.000Z')

let dataDir: string
let peppers: Peppers
let memory: Store
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'iam-console-upkeep-'))
  peppers = createPeppers([OLD])
  memory = createMemoryStore()
  const totp_secret = await peppers.seal('secret', 'u')
  await memory.transaction(async (tx) => {
    await tx.insert('organizations', organizationRow())
    await tx.insert('users', userRow('u', { totp_secret }))
  })
  await adoptPeppers(memory, peppers, now)
})
afterEach(() => rmSync(dataDir, { recursive: true }))

function writePeppers(keys: readonly Uint8Array[]): void {
  const lines = keys.map((each) => Buffer.from(each).toString('base64'))
  writeFileSync(join(dataDir, 'pepper'), lines.join('\n'))
}

async function upkeepOf(store: Store): Promise<Upkeep> {
  const clock = await openSteadyClock(memory, () => now)
  const log = pino({ enabled: false })
  return startUpkeep({ store, peppers, clock, environment: {}, dataDir, log })
}

it('goes on under the former peppers until the others are known to do', async () => {
  const meanwhile: (readonly Uint8Array[])[] = []
  const upkeep = await upkeepOf({
    ...memory,
    transaction: (work) => {
      meanwhile.push(peppers.keys())
      return memory.transaction(work)
    },
  })
  writePeppers([NEW])
  await upkeep.reloadPeppers()
  expect(meanwhile).toEqual([[OLD]])
  expect(peppers.keys()).toEqual([OLD])
  await upkeep.stop()
})

it('keeps the peppers that the database knows by now when secrets cannot be moved yet', async () => {
  const upkeep = await upkeepOf({
    ...memory,
    find: (table, query) =>
      table === 'users' ? Promise.reject(new StoreUnavailable('away')) : memory.find(table, query),
  })
  writePeppers([NEW, OLD])
  await upkeep.reloadPeppers()
  const [{ id } = { id: '' }] = await memory.find('peppers', {
    order: [{ column: 'rank', direction: 'desc' }],
  })
  expect((await peppers.ids())[0]).toBe(id)
  expect(await createPeppers([NEW]).ids()).toEqual([id])
  await upkeep.stop()
})

it('ends moving secrets when their pepper becomes the newest again', async () => {
  peppers.replace([NEW, OLD])
  const moved = await sealAnew(
    {
      ...memory,
      find: (table, query) => {
        peppers.replace([OLD, NEW])
        return memory.find(table, query)
      },
    },
    peppers,
  )
  expect(moved).toBe(1)
  const user = await memory.get('users', 'u')
  expect(await peppers.open(user?.totp_secret ?? '', 'u')).toBe('secret')
})
