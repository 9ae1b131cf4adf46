import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Groupware, MailFolder } from '#connectors/groupware/groupware.ts'
import { plantMail } from '../../../../test/groupware/graph/mail-routes.ts'
import { signedIn } from '../../../../test/groupware/graph/signed-in.ts'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { aMail } from '../../../../test/groupware/port-samples.ts'

let graph: StandIn
beforeAll(async () => {
  graph = await startGraph()
})
afterAll(() => graph.close())

const SINCE = '2027-02-01'
const NEW = 12

/** An inbox with more new mails than a filtered delta query would tell, and two from before. */
async function inbox(): Promise<{ groupware: Groupware; folder: MailFolder; archive: string; old: string }> {
  const { groupware, box } = await signedIn(graph)
  box.mostFiltered = 5
  const [to, archive] = ['inbox', 'junkemail'].map((alias) => box.folders.find((one) => one.alias === alias))
  if (!to || !archive) throw new Error('no inbox')
  for (let n = 1; n <= NEW; n++)
    await plantMail(box, to, aMail(`n${n}@x`, { date: `2027-02-${String(n).padStart(2, '0')}T09:00:00Z` }))
  for (const one of ['a', 'b'])
    await plantMail(box, to, aMail(`old-${one}@x`, { date: '2027-01-10T09:00:00Z' }))
  const old = await plantMail(box, archive, aMail('later@x', { date: '2027-01-11T09:00:00Z' }))
  return { groupware, folder: groupware.folder(to.id), archive: archive.id, old: old.id }
}

/** All of a round, newest first. */
async function read(folder: MailFolder, once: boolean, token: string | null = null) {
  const names: string[] = []
  for (let more = true; more;) {
    const page = await folder.changes(token, { limit: 4, since: SINCE, once })
    names.push(...page.changed.map(({ item }) => item.messageId))
    ;({ token, more } = page)
  }
  return { names, token }
}

const newest = Array.from({ length: NEW }, (_, at) => `n${NEW - at}@x`)

test.each([
  ['looked through once', true],
  ['followed from now on', false],
])('a folder with more mails than a filter would tell is whole when it is %s', async (_how, once) => {
  const { groupware, folder } = await inbox()
  expect((await read(folder, once)).names).toEqual(newest)
  await groupware.close()
  expect(graph.mistakes.splice(0)).toEqual([])
})

test('an older mail that is put into a followed folder comes like any other', async () => {
  const { groupware, folder, archive, old } = await inbox()
  const { token } = await read(folder, false)
  const [inboxId = ''] = (await groupware.collections('mail'))
    .filter(({ role }) => role === 'inbox')
    .map(({ id }) => id)
  await groupware.folder(archive).move(old, inboxId)
  expect((await read(folder, false, token)).names).toEqual(['later@x'])
  await groupware.close()
  expect(graph.mistakes.splice(0)).toEqual([])
})

test('who looks through a folder once asks for nothing older', async () => {
  const { groupware, folder } = await inbox()
  const before = graph.asked.length
  await read(folder, true)
  expect(graph.asked.length - before).toBe(NEW / 4)
  await groupware.close()
})
