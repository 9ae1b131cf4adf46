import { chown, cp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { run } from '#platform/postgres/run.ts'
import { temporaryFolder } from '#platform/postgres/stand-in.ts'
import { endPrograms, runProgram, startProgram } from '../program.ts'

const company = (companyName: string) => ({ kind: 'company', companyName })
const names = (reply: { body: unknown }) =>
  (reply.body as { items: { displayName: string }[] }).items.map((item) => item.displayName)

let folder: Awaited<ReturnType<typeof temporaryFolder>>
/** What a first start left, with one contact in it: it takes far longer than a start on a copy of it. */
let begun: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  begun = await temporaryFolder()
  const program = await startProgram({ dataDir: begun.path })
  expect(await program.call('POST', '/contacts', company('Müller & Söhne'))).toMatchObject({ status: 201 })
  expect((await program.stop()).code).toBe(0)
})
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => {
  endPrograms()
  return folder.remove()
})
afterAll(() => {
  endPrograms()
  return begun.remove()
})

/** Starts it a second time, on a folder of one's own. */
async function startAgain(dataDir = folder.path) {
  await cp(begun.path, dataDir, { recursive: true })
  return startProgram({ dataDir })
}

test('the first start makes everything, the second finds it', async () => {
  const second = await startAgain()
  expect(names(await second.call('GET', '/contacts?q=muller'))).toEqual(['Müller & Söhne'])
  expect((await second.stop()).code).toBe(0)
})

test('without an administrator in the settings it prints the way to the set-up page, and only that way works', async () => {
  const program = await startProgram({ dataDir: folder.path, env: { KONTOR_ADMIN_EMAIL: '' } })
  const token = /Set it up in the browser: http:\S+\/setup#(\S+)/.exec(program.output())?.[1]
  const setUp = (given: string | undefined, sampleData = false) =>
    program.call('POST', '/setup', {
      token: given,
      firm: { name: 'Probe GmbH' },
      admin: { name: 'Ada', email: 'ada@example.com', password: 'ein langes Kennwort' },
      holidays: { country: 'DE', state: 'NW' },
      sampleData,
    })
  expect((await setUp('guessed')).status).toBe(422)
  expect((await setUp(token, true)).status).toBe(201)
  expect((await program.call('GET', '/contacts?count=true')).body).toMatchObject({
    total: expect.toSatisfy((n: number) => n > 280),
  })
  await program.stop()
})

test('after kill -9 of every process it starts, and nothing acknowledged is lost', async () => {
  const first = await startAgain()
  await first.call('POST', '/contacts', company('Vor dem Absturz'))
  await first.killEverything()
  const second = await startProgram({ dataDir: folder.path })
  expect(names(await second.call('GET', '/contacts?q=absturz'))).toEqual(['Vor dem Absturz'])
  await second.stop()
})

test('spaces and umlauts in the path do no harm', async () => {
  const program = await startAgain(join(folder.path, 'Büro Süd/Kontor Daten'))
  expect((await program.call('GET', '/contacts')).status).toBe(200)
  expect((await program.stop()).code).toBe(0)
})

const daemon = { name: 'daemon', uid: 1, gid: 1 }
const mayBeDaemon =
  process.getuid?.() === 0 &&
  (await run(
    process.execPath,
    ['-e', `require('fs').readFileSync(${JSON.stringify(import.meta.filename)})`],
    daemon,
  ).then(
    () => true,
    () => false,
  ))

test.runIf(mayBeDaemon)('a normal user runs it, and the data is theirs', async () => {
  await chown(folder.path, daemon.uid, daemon.gid)
  const dataDir = join(folder.path, 'data')
  const as = { uid: daemon.uid, gid: daemon.gid }
  const program = await startProgram({ dataDir, as })
  expect((await program.call('GET', '/contacts')).status).toBe(200)
  expect((await program.stop()).code).toBe(0)
  expect((await stat(dataDir)).uid).toBe(daemon.uid)
})

test('a second start on the same folder is refused and says who has it', async () => {
  const program = await startAgain()
  const { code, output } = await runProgram(['serve'], { dataDir: folder.path })
  expect(code).toBe(1)
  expect(output).toMatch(/already in use by process \d+/)
  await program.stop()
})

test('SIGTERM ends it cleanly within seconds while screens listen and requests come', async () => {
  const program = await startAgain()
  const stream = await fetch(`${program.address}/api/v1/stream`, { headers: { cookie: program.cookie } })
  const reader = stream.body?.getReader()
  await reader?.read()
  let answered = 0
  const asking = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (;;) {
        const reply = await program.call('GET', '/contacts').catch(() => undefined)
        if (!reply) return
        answered += 1
      }
    }),
  )
  while (answered < 20) await program.call('GET', '/contacts')
  const { code, milliseconds } = await program.stop()
  await asking
  expect(code).toBe(0)
  expect(milliseconds).toBeLessThan(8000)
})

test('a wrong setting is named, and a taken port said', async () => {
  const wrong = await runProgram(['serve'], { dataDir: folder.path, env: { KONTOR_PORT: 'many' } })
  expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('KONTOR_PORT') })
  const program = await startAgain()
  const env = { KONTOR_PORT: new URL(program.address).port }
  const taken = await runProgram(['serve'], { dataDir: begun.path, env })
  expect(taken).toMatchObject({ code: 1, output: expect.stringContaining('EADDRINUSE') })
  await program.stop()
})
