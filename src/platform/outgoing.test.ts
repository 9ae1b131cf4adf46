import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { callOut, isPublicAddress, mayCall } from './outgoing.ts'

test.each(['8.8.8.8', '193.99.144.80', '2a02:2e0:3fe:1001:302::'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '192.168.1.1',
  '172.31.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'example.com',
  '',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['http://fcm.googleapis.com/fcm/send/x', false],
  ['https://user:word@example.com/', false],
  ['https://127.0.0.1/', false],
  ['https://2130706433/', false],
  ['https://0x7f.1/', false],
  ['https://[::1]/', false],
  ['https://[::ffff:a00:1]/', false],
  ['https://localhost/', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('%s may be called: %s', (address, may) => {
  expect(mayCall(address)).toBe(may)
})

test('a name that leads to this machine is not called, unless that is allowed', async () => {
  let calls = 0
  const server = http.createServer((_request, response) => {
    calls++
    response.writeHead(201).end()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const message = { headers: {}, body: Buffer.from('x') }
  // Debian's name of the machine itself; resolved like any other name.
  await expect(callOut(`https://localhost.:${port}/`, message)).rejects.toThrow(/public internet|ENOTFOUND/)
  await expect(callOut(`http://127.0.0.1:${port}/`, message)).rejects.toThrow('not called')
  expect(calls).toBe(0)
  const { status } = await callOut(`http://127.0.0.1:${port}/`, { ...message, isPrivateAllowed: true })
  expect([status, calls]).toEqual([201, 1])
  server.close()
})
