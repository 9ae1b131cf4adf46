import { open, rename, rm } from 'node:fs/promises'

import type { Account } from './account.ts'

/** Writes a file whole or not at all; never through a link that the owner of the folder may have laid. */
export async function replaceFile(
  path: string,
  text: string,
  options: { mode: number; account?: Account | undefined },
): Promise<void> {
  const draft = `${path}.draft`
  await rm(draft, { force: true })
  const file = await open(draft, 'wx', options.mode)
  try {
    await file.writeFile(text)
    if (options.account) await file.chown(options.account.uid, options.account.gid)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Makes a rename in this folder survive a power cut; Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
