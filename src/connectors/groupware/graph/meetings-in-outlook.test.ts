import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { plantEvent } from '../../../../test/groupware/graph/calendar-routes.ts'
import type { Mailbox } from '../../../../test/groupware/graph/mailbox.ts'
import { signedIn } from '../../../../test/groupware/graph/signed-in.ts'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { event } from '../../../../test/groupware/items.ts'
import { mainStore } from '../../../../test/groupware/port-walk.ts'

// What Exchange writes to people, and what makes it do so.

let graph: StandIn
let groupware: Groupware
let box: Mailbox
beforeAll(async () => {
  graph = await startGraph()
})
afterAll(() => graph.close())
beforeEach(async () => {
  ;({ groupware, box } = await signedIn(graph))
})
afterEach(() => expect(graph.mistakes.splice(0)).toEqual([]))

const item = event({ uid: 'a@kontor', title: 'Angebot', start: '2027-03-10T08:00', end: '2027-03-10T09:00' })
const EVA = { name: 'Eva Kunde', email: 'eva@kunde.de' }
const TOM = { name: '', email: 'tom@kunde.de' }

test('nobody is written to when an event is made, moved and removed', async () => {
  const store = await mainStore(groupware, 'appointment')
  const made = await store.create({ ...item, attendees: [{ ...EVA, response: 'open' }] })
  const moved = await store.change(made, { ...item, start: '2027-03-11T08:00', end: '2027-03-11T09:00' }, [
    'start',
    'end',
  ])
  await store.remove(moved)
  expect(box.mailed).toEqual([])
})

test('inviting asks whom it names, telling says what is another now, calling off ends it', async () => {
  box.mayInvite = true
  const store = await mainStore(groupware, 'appointment')
  const { id } = await store.create(item)
  const invited = await store.invite?.(id, item, [EVA])
  expect(invited?.item).toMatchObject({
    title: 'Angebot',
    attendees: [{ ...EVA, response: 'open' }],
    own: true,
  })
  const later = { ...item, start: '2027-03-12T10:00', end: '2027-03-12T11:00', place: 'Köln' }
  const told = await store.invite?.(id, later, [EVA, TOM])
  expect(told?.item).toMatchObject({
    start: '2027-03-12T10:00',
    place: 'Köln',
    attendees: [{ email: EVA.email }, TOM],
  })
  await store.callOff?.(id)
  expect(box.mailed).toEqual([
    { what: 'request', to: [EVA.email] },
    { what: 'request', to: [EVA.email, TOM.email] },
    { what: 'cancel', to: [EVA.email, TOM.email] },
  ])
  expect(await store.get([id])).toEqual([])
})

test('an answer goes to who invited', async () => {
  const at = (dateTime: string) => ({ dateTime, timeZone: 'W. Europe Standard Time' })
  const { id } = plantEvent(box, {
    subject: 'Treffen',
    start: at('2027-03-10T08:00:00'),
    end: at('2027-03-10T09:00:00'),
    isOrganizer: false,
    organizer: { emailAddress: { name: EVA.name, address: EVA.email } },
  })
  const store = await mainStore(groupware, 'appointment')
  await store.answer?.(id, 'tentative')
  expect(box.mailed).toEqual([{ what: 'tentativelyAccept', to: [EVA.email] }])
  expect(await store.get([id])).toMatchObject([{ item: { response: 'tentative' } }])
  await expect(store.invite?.(id, item, [TOM])).rejects.toMatchObject({ fault: 'forbidden' })
})
