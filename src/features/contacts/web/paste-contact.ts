import { openContactForm } from './form/dialogs.ts'

/** A form out of what was copied; where the browser may not read that, the text can be pasted by hand. */
export async function openPastedContact(): Promise<void> {
  const text = await readClipboard()
  const { readPasted } = await import('../paste/read-pasted.ts')
  const { kind, found } = readPasted(text)
  await openContactForm({ kind: found.length ? kind : 'person', paste: text })
}

async function readClipboard(): Promise<string> {
  try {
    return await navigator.clipboard.readText()
  } catch {
    return ''
  }
}
