import { ProjectAPI } from '@scaleway/sdk-account/v3'
import { createClient } from '@scaleway/sdk-client'
import { API } from '@scaleway/sdk-iam/v1alpha1'

import { expect, finishReveal, generateKey, row, rowAction, test } from './fixtures.ts'

/**
 * That it is real: a key generated in the browser is used with the official SDK against the running
 * server. The mock has none, so it leaves this file out.
 */

const UNAUTHENTICATED = /denied authentication/i
const DENIED = /insufficient permissions/i

test('a key may what its bearer may and no more, until its policy or itself goes', async ({
  page,
  open,
  baseURL,
}) => {
  await open('/iam/applications')
  await page.getByRole('table').getByRole('link', { name: 'terraform-state' }).click()
  await page
    .getByRole('navigation', { name: 'Application' })
    .getByRole('link', { name: 'API keys' })
    .click()
  await page.getByRole('link', { name: 'Generate API key' }).click()
  const { accessKey, secretKey } = await generateKey(page, 'proof')
  await finishReveal(page)
  await expect(row(page, new RegExp(accessKey))).toBeVisible()

  const client = createClient({ accessKey, secretKey, apiURL: baseURL!, httpClient: fetch })
  const iam = new API(client)
  const account = new ProjectAPI(client)
  const own = await iam.getAPIKey({ accessKey })

  await test.step('it may what its bearer’s policy gives: read IAM, manage Projects', async () => {
    const { groups } = await iam.listGroups()
    expect(groups.map(({ name }) => name)).toContain('Administrators')
    const organizationId = groups[0]!.organizationId
    const made = await account.createProject({
      name: 'made-with-a-key',
      organizationId,
      description: '',
    })
    expect(made.name).toBe('made-with-a-key')
    expect(own.secretKey ?? null).toBeNull()
  })

  await test.step('and no more', async () => {
    await expect(iam.createApplication({ name: 'not-allowed', description: '' })).rejects.toThrow(
      DENIED,
    )
    await expect(
      iam.createAPIKey({ applicationId: own.applicationId!, description: 'not allowed' }),
    ).rejects.toThrow(DENIED)
  })

  await test.step('a wrong secret opens nothing', async () => {
    const stranger = new API(
      createClient({
        accessKey,
        secretKey: crypto.randomUUID(),
        apiURL: baseURL!,
        httpClient: fetch,
      }),
    )
    await expect(stranger.listGroups()).rejects.toThrow(UNAUTHENTICATED)
  })

  await test.step('when the policy goes, so does the right', async () => {
    const { policies } = await iam.listPolicies({ applicationIds: [own.applicationId!] })
    const policy = policies.find(({ name }) => name === 'Terraform state')!
    const deleted = await page.request.delete(`/iam/v1alpha1/policies/${policy.id}`)
    expect(deleted.status()).toBe(204)
    await expect(iam.listGroups()).rejects.toThrow(DENIED)
  })

  await test.step('after its deletion it gets 401', async () => {
    await rowAction(page, accessKey, 'Delete')
    const confirm = page.getByRole('alertdialog', { name: 'Delete API key' })
    await confirm.getByRole('textbox').fill('DELETE')
    await confirm.getByRole('button', { name: 'Delete API key' }).click()
    await expect(confirm).toBeHidden()
    await expect(iam.listGroups()).rejects.toThrow(UNAUTHENTICATED)
    const answer = await fetch(`${baseURL}/iam/v1alpha1/groups`, {
      headers: { 'X-Auth-Token': secretKey },
    })
    expect(answer.status).toBe(401)
  })
})
