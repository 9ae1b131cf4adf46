import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KEY_FILE, instanceKey, seal, unseal } from './secrets.ts'

const key = Buffer.alloc(32, 7)

test('what is sealed is read again with the same key and name alone, and never looks the same twice', () => {
  const sealed = seal(key, 'push', 'Größe 42')
  expect(unseal(key, 'push', sealed)).toBe('Größe 42')
  expect(sealed).not.toContain('42')
  expect(seal(key, 'push', 'Größe 42')).not.toBe(sealed)
  expect(unseal(Buffer.alloc(32, 8), 'push', sealed)).toBeUndefined()
  expect(unseal(key, 'mail', sealed)).toBeUndefined()
})

test('a single bit that is another is noticed', () => {
  const bytes = Buffer.from(seal(key, 'push', 'x'), 'base64')
  for (const at of bytes.keys()) {
    const bent = Buffer.from(bytes)
    bent.writeUInt8(bent.readUInt8(at) ^ 1, at)
    expect(unseal(key, 'push', bent.toString('base64'))).toBeUndefined()
  }
  expect(unseal(key, 'push', '')).toBeUndefined()
})

test('many that ask for the key at once agree on one file that only its owner reads', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kontor-key-'))
  const keys = await Promise.all(
    Array.from({ length: 20 }, () => instanceKey({ dataDir, secret: undefined })),
  )
  expect(new Set(keys.map(String)).size).toBe(1)
  expect(await readdir(dataDir)).toEqual([KEY_FILE])
  expect((await stat(join(dataDir, KEY_FILE))).mode & 0o777).toBe(0o600)
  const named = await instanceKey({ dataDir, secret: 'ein langes Geheimnis' })
  expect(named).toEqual(await instanceKey({ dataDir: '/nowhere', secret: 'ein langes Geheimnis' }))
  expect(named).not.toEqual(keys[0])
  await rm(dataDir, { recursive: true })
})
