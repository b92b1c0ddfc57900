import { expect, it } from 'vitest'

import { environmentFile, snippets } from './snippets.ts'

const input = {
  accessKey: 'SCW0123456789ABCDEFG',
  secretKey: '6f0b1c2e-93d4-4a7e-b8f5-1c7d20e9a364',
  organizationId: '1ac50533-8111-4389-a676-ac8a6b9468f2',
  projectId: '0e0f36ff-2908-4533-a04d-8e1f71024c99',
  apiUrl: 'http://127.0.0.1:8080',
}

it('holds both halves of the key in every snippet', () => {
  for (const { code } of snippets(input)) {
    expect(code).toContain(input.accessKey)
    expect(code).toContain(input.secretKey)
  }
})

it('names the API only where it is not the default one', () => {
  expect(environmentFile(input)).toContain('SCW_API_URL=http://127.0.0.1:8080')
  const cloud = { ...input, apiUrl: undefined }
  expect(environmentFile(cloud)).not.toContain('SCW_API_URL')
  expect(snippets(cloud).find((one) => one.id === 'curl')?.code).toContain('api.scaleway.com')
})

it('keeps the secret off the command line', () => {
  for (const { code } of snippets(input)) {
    const command = code.split('\n').find((line) => line.startsWith('curl'))
    expect(command ?? '').not.toContain(input.secretKey)
  }
})
