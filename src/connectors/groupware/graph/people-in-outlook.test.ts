import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { plantMail } from '../../../../test/groupware/graph/mail-routes.ts'
import { addEntity } from '../../../../test/groupware/graph/mailbox.ts'
import type { Mailbox } from '../../../../test/groupware/graph/mailbox.ts'
import { signedIn } from '../../../../test/groupware/graph/signed-in.ts'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { aCard, aTodo } from '../../../../test/groupware/port-samples.ts'
import { everything, mainStore } from '../../../../test/groupware/port-walk.ts'

// What people do with contacts and mails in Outlook and with tasks in To Do, as Kontor sees it.

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

const at = (dateTime: string, timeZone = 'W. Europe Standard Time') => ({ dateTime, timeZone })

describe('contacts changed in Outlook', () => {
  const contacts = () => mainStore(groupware, 'contact')
  const many = aCard('many@kontor.example', {
    emails: ['a', 'b', 'c', 'd'].map((one) => ({ category: 'home', value: `${one}@x.example` })),
    phones: [
      { category: 'mobile', value: '+49 1' },
      { category: 'mobile', value: '+49 2' },
      { category: 'work', value: '+49 3' },
      { category: 'fax', value: '+49 4' },
    ],
  })

  test('keep what Outlook has no room for', async () => {
    const items = await contacts()
    const made = await items.create(many)
    const raw = box.entities.get(made.id)?.raw ?? {}
    expect(raw).toMatchObject({ mobilePhone: '+49 1', businessPhones: ['+49 3'], homePhones: [] })
    raw['emailAddresses'] = [{ address: 'A@x.example' }, { address: 'new@x.example' }]
    raw['mobilePhone'] = null
    raw['homePhones'] = ['+49 5']
    const [{ item } = made] = await items.get([made.id])
    expect(item.emails).toEqual([
      { category: 'home', value: 'a@x.example' },
      { category: 'work', value: 'new@x.example' },
      { category: 'home', value: 'd@x.example' },
    ])
    expect(item.phones.map(({ value }) => value)).toEqual(['+49 2', '+49 3', '+49 4', '+49 5'])
  })

  test('say a birthday as a day, whatever the hour', async () => {
    const folder = box.folders.find(({ kind }) => kind === 'contact')
    addEntity(box, 'contact', folder?.id ?? '', { surname: 'Weiß', birthday: '1975-12-24T11:59:00Z' })
    addEntity(box, 'contact', folder?.id ?? '', { surname: 'Alt', displayName: '' })
    const { changes } = await everything(await contacts())
    expect(changes.map(({ item }) => [item.displayName, item.birthday])).toEqual([
      ['Weiß', '1975-12-24'],
      ['Alt', null],
    ])
    expect(changes.map(({ id, item }) => id === item.uid)).toEqual([true, true])
  })
})

describe('tasks in To Do', () => {
  test('have a day, and remind by the hour', async () => {
    const items = await mainStore(groupware, 'task')
    const todo = aTodo('t@kontor.example', {
      reminderMinutes: 60 * 15,
      rrule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=4',
    })
    const made = await items.create({ ...todo, dueTime: '14:30' })
    expect(made.item).toMatchObject({
      dueDay: '2027-03-12',
      dueTime: null,
      reminderMinutes: 900,
      rrule: todo.rrule,
    })
    expect(items.unsaid).toContain('dueTime')
    expect(box.entities.get(made.id)?.raw['reminderDateTime']).toEqual(at('2027-03-11T09:00:00'))
    const later = await items.change(made, { ...made.item, dueDay: '2027-03-19' }, ['dueDay'])
    expect(later.item).toMatchObject({ dueDay: '2027-03-19', reminderMinutes: 900 })
    const none = await items.change(
      later,
      { ...later.item, dueDay: null, rrule: null, reminderMinutes: null },
      ['dueDay', 'rrule', 'reminderMinutes'],
    )
    expect(none.item).toMatchObject({ dueDay: null, rrule: null, reminderMinutes: null })
  })

  test.each([
    ['2027-03-12', -480, '2027-03-12T08:00:00'],
    ['2027-03-12', 960, '2027-03-11T08:00:00'],
    // The clock is put forward, and back.
    ['2027-03-28', -420, '2027-03-28T08:00:00'],
    ['2027-10-31', -540, '2027-10-31T08:00:00'],
  ])('due on %s remind %i minutes before it at %s', async (dueDay, reminderMinutes, clock) => {
    const items = await mainStore(groupware, 'task')
    const made = await items.create(aTodo('t@kontor.example', { dueDay, reminderMinutes }))
    expect(box.entities.get(made.id)?.raw['reminderDateTime']).toEqual(at(clock))
    expect(made.item).toMatchObject({ dueDay, reminderMinutes })
  })

  test.each([
    ['notStarted', 'open'],
    ['inProgress', 'started'],
    ['waitingOnOthers', 'started'],
    ['deferred', 'open'],
    ['completed', 'closed'],
  ])('that are %s are %s', async (status, expected) => {
    const folder = box.folders.find(({ kind }) => kind === 'todoTask')
    const raw = { title: 'Anruf', importance: 'low', status, dueDateTime: at('2027-03-12T00:00:00') }
    addEntity(box, 'todoTask', folder?.id ?? '', raw)
    const { changes } = await everything(await mainStore(groupware, 'task'))
    expect(changes.map(({ item }) => item)).toEqual([
      expect.objectContaining({ status: expected, priority: 'low', dueDay: '2027-03-12', kontorId: null }),
    ])
  })
})

test('an answer to a mail says to which one; what we sent says so', async () => {
  const inbox = box.folders.find(({ alias }) => alias === 'inbox')
  if (!inbox) throw new Error('no inbox')
  const mime = [
    'Message-ID: <Neu@MUELLER.example>',
    'In-Reply-To: <alt@Kontor.example>',
    'References: <erst@kontor.example>\r\n <alt@kontor.example>',
    `From: ${box.address}`,
    'To: Anna <anna@mueller.example>, bernd@x.example',
    'Date: Mon, 01 Mar 2027 09:00:00 +0000',
    'Subject: =?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe?=',
    '',
    'x',
  ].join('\r\n')
  const entity = await plantMail(box, inbox, Buffer.from(mime))
  entity.raw['@odata.type'] = '#microsoft.graph.eventMessageRequest'
  const { changed } = await groupware.folder(inbox.id).changes(null, { limit: 5, since: '2027-01-01' })
  expect(changed.map(({ item }) => item)).toEqual([
    {
      messageId: 'Neu@mueller.example',
      inReplyTo: 'alt@kontor.example',
      references: ['erst@kontor.example', 'alt@kontor.example'],
      from: { name: '', email: box.address },
      to: [
        { name: 'Anna', email: 'anna@mueller.example' },
        { name: '', email: 'bernd@x.example' },
      ],
      cc: [],
      subject: 'Re: Grüße',
      sentAt: '2027-03-01T09:00:00Z',
      size: 0,
      hasAttachments: false,
      outgoing: true,
      invitation: true,
    },
  ])
})

test('a mail goes to everybody, those it does not name as blind copies', async () => {
  const to = ['Test@kontor.example', 'still@x.example', 'leise@x.example']
  const message = Buffer.from('To: Test <test@kontor.example>\r\nMessage-ID: <m@kontor.example>\r\n\r\nHallo')
  await groupware.send({ from: box.address, to, message, key: 'm@kontor.example' })
  expect(box.sent.map((mail) => mail.to)).toEqual([
    ['test@kontor.example', 'still@x.example', 'leise@x.example'],
  ])
  const sent = (await groupware.collections('mail')).find(({ role }) => role === 'sent')
  expect(sent?.count).toBe(1)
})
