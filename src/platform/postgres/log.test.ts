import { readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { openLog } from './log.ts'
import { temporaryFolder } from './stand-in.ts'

test('a log beyond 10 MB moves aside once, and the next one begins empty', async () => {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'postgres.log')
  await writeFile(path, Buffer.alloc(11 * 2 ** 20, 'x'))
  const log = openLog(path)
  log.write('begins anew')
  expect(log.since(0)).toMatch(/^\S+ \[kontor\] begins anew\n$/)
  expect((await stat(`${path}.1`)).size).toBe(11 * 2 ** 20)
  log.close()
  await folder.remove()
})

test.runIf(process.platform !== 'win32')('a link in place of the log is not followed', async () => {
  const folder = await temporaryFolder()
  const other = join(folder.path, 'other')
  await writeFile(other, 'precious')
  await symlink(other, join(folder.path, 'postgres.log'))
  expect(() => openLog(join(folder.path, 'postgres.log'))).toThrow(/ELOOP/)
  expect(await readFile(other, 'utf8')).toBe('precious')
  await folder.remove()
})
