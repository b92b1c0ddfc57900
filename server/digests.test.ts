import { expect, it } from 'vitest'

import { createDigest } from '../backend/http/digests.ts'
import { createNodeDigest } from './digests.ts'

it.each(['', 'a secret', '0b9e5d1c-6b0f-4a53-8f3a-2f6f3f1c9a77', 'clé 🗝'])(
  'digests %j as the web standard does',
  async (text) => {
    const pepper = Uint8Array.from({ length: 32 }, (_, index) => index * 7)
    expect(await createNodeDigest(pepper)(text)).toBe(await createDigest(pepper)(text))
  },
)
