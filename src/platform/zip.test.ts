import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { unzip } from '../../test/unzip.ts'
import { zipStream } from './zip.ts'
import type { ZipEntry } from './zip.ts'

test('an archive holds its entries, packed and not', async () => {
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: 'ä/eins.txt', content: ['eins ', Buffer.from('und mehr')] }
    yield { name: 'leer', content: [] }
    yield { name: 'zwei', content: ['x'.repeat(300_000)], packed: false }
  }
  const files = unzip(await buffer(zipStream(entries())))
  expect([...files].map(([name, bytes]) => [name, bytes.length])).toEqual([
    ['ä/eins.txt', 13],
    ['leer', 0],
    ['zwei', 300_000],
  ])
  expect(String(files.get('ä/eins.txt'))).toBe('eins und mehr')
})

test('who stops reading ends the work', async () => {
  let ended = 0
  async function* endless(): AsyncGenerator<string> {
    try {
      for (let n = 0; ; n++) yield `${n} ${Math.sin(n)}\n`
    } finally {
      ended++
    }
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    try {
      for (;;) yield { name: 'endless', content: endless(), packed: false }
    } finally {
      ended++
    }
  }
  const stream = zipStream(entries())
  for await (const piece of stream) if (String(piece).length > 10) break
  await expect.poll(() => ended).toBe(2)
})

test('what fails breaks the archive off', async () => {
  async function* failing(): AsyncGenerator<string> {
    yield 'beginning'
    throw new Error('gone')
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: 'a', content: failing() }
  }
  await expect(buffer(zipStream(entries()))).rejects.toThrow('gone')
})
