import { copyText } from '../ui/copy-text.ts'
import { toast } from '../ui/toast.tsx'

/** Copies an id from a row's menu and says whether it worked; the id is in the message if it did not. */
export async function copyId(id: string): Promise<void> {
  const copied = await copyText(id, null)
  toast(
    copied
      ? { sentiment: 'success', text: 'ID copied' }
      : { sentiment: 'error', text: `The ID could not be copied. It is ${id}` },
  )
}
