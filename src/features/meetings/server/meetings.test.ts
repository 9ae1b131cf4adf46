import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Groupware, Outgoing } from '#connectors/groupware/groupware.ts'
import type { Meeting } from '#features/appointments/meeting.ts'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { readMime } from '#platform/mime/read-mime.ts'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { anEvent, connect } from '../../../../test/groupware/desk.ts'
import type { Desk } from '../../../../test/groupware/desk.ts'
import { tellWork } from './tell-work.ts'

// Mails go to a groupware in memory that keeps what it is to send, and what its calendar server would write itself.

interface Told {
  what: string
  to: string[]
}
const desks = new Map<string, Desk>()
const sent: Outgoing[] = []
const told: Told[] = []
let isBroken = false

function groupwareOf(accountId: string): Groupware {
  const { groupware } = desks.get(accountId) as Desk
  return Object.assign(Object.create(groupware) as Groupware, {
    async send(message: Outgoing) {
      if (isBroken)
        throw new (await import('#connectors/groupware/groupware-error.ts')).GroupwareError('refused', 'no')
      sent.push(message)
    },
    items: (area: 'appointment', id: string) => ({
      ...groupware.items(area, id),
      async invite(remoteId: string, item: object, guests: { email: string; name: string }[]) {
        told.push({ what: 'request', to: guests.map(({ email }) => email) })
        const { start, end } = item as { start: string; end: string }
        const attendees = guests.map((guest) => ({ response: 'open', ...guest }))
        groupware.edit('cal', remoteId, { attendees, start, end })
      },
      async callOff(remoteId: string) {
        told.push({ what: 'cancel', to: [remoteId] })
      },
      async answer(remoteId: string, response: string) {
        told.push({ what: response, to: [remoteId] })
      },
    }),
  })
}

let app: TestApp
beforeAll(async () => {
  const work = [tellWork(async (_house, accountId) => groupwareOf(accountId))]
  app = await startApp({}, { minute: [], work })
})
afterAll(() => app.close())

/** The job runs beside us; a busy machine takes its time. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 })

let number = 0
const EVA = { name: 'Eva Kunde', email: 'eva@kunde.de' }
const office = async (kind: 'open' | 'graph' = 'open') => {
  const anna = await app.person('user', `Anna ${++number}`)
  const desk = await connect(app, anna)
  desks.set(desk.accountId, desk)
  const settings = JSON.stringify({ smtp: { host: 'mail.firma.de', port: 587, security: 'starttls' } })
  await app.house.db
    .updateTable('groupwareAccount')
    .set({ kind, address: `anna${number}@firma.de`, settings: settings as never })
    .where('id', '=', desk.accountId)
    .execute()
  sent.length = 0
  told.length = 0
  return { anna, desk, address: `anna${number}@firma.de` }
}
const enter = async (who: Person, some: object = {}) =>
  (
    await who.post('/appointments', {
      title: 'Angebot',
      start: '2026-12-02T09:00',
      end: '2026-12-02T10:00',
      timeZone: 'Europe/Berlin',
      ...some,
    })
  ).body
const meetingOf = async (who: Person, id: string): Promise<Meeting> =>
  (await who.get(`/appointments/${id}/meeting`)).body
const invite = (who: Person, id: string, { accountId }: Desk, guests: object[] = [EVA]) =>
  who.post(`/appointments/${id}/meeting/invite`, { accountId, guests })
const settled = async (who: Person, id: string): Promise<Meeting> => {
  await soon(async () => (await meetingOf(who, id)).state).not.toBe('waiting')
  return meetingOf(who, id)
}
/** What the last mail says to a calendar. */
const lastInvitation = async () => {
  const { message } = sent.at(-1) as Outgoing
  const mail = await readMime(message)
  const part = mail.attachments.find(({ type }) => type.startsWith('text/calendar'))
  const text = new TextDecoder().decode(part?.bytes)
  return { mail, text, lines: text.replaceAll('\r\n ', '').split('\r\n') }
}

describe('without the command nobody is mailed', () => {
  test.each(['open', 'graph'] as const)('whatever becomes of a meeting (%s)', async (kind) => {
    const { anna, desk } = await office(kind)
    const ben = await app.person('user')
    const contact = (
      await anna.post('/contacts', {
        kind: 'person',
        lastName: 'Kunde',
        visibility: 'write',
        details: [{ kind: 'email', value: 'kunde@x.de', primary: true, label: 'work' }],
      })
    ).body
    const { id } = await enter(anna, { attendees: [{ userId: ben.by.id }, { contactId: contact.id }] })
    await desk.run()
    await anna.patch(`/appointments/${id}`, { start: '2026-12-03T09:00', end: '2026-12-03T10:00' })
    await desk.run()
    const { proposed, can, guests } = await meetingOf(anna, id)
    expect(proposed.map(({ email }) => email)).toContain('kunde@x.de')
    expect({ can, guests }).toEqual({ can: ['invite'], guests: [] })
    await anna.remove(`/appointments/${id}`)
    await desk.run()
    expect([...sent, ...told]).toEqual([])
    expect(desk.groupware.written.flatMap(({ fields }) => fields)).not.toContain('attendees')
  })
})

describe('an invitation by mail', () => {
  test('asks those it names and nobody else, once, as calendars understand it', async () => {
    const { anna, desk, address } = await office()
    const { id, uid } = await enter(anna)
    await desk.run()
    expect((await invite(anna, id, desk)).status).toBe(202)
    const meeting = await settled(anna, id)
    expect(meeting).toMatchObject({ state: 'sent', changed: false, guests: [{ ...EVA, response: 'open' }] })
    expect(sent.map(({ to }) => to)).toEqual([[EVA.email]])
    const { mail, lines, text } = await lastInvitation()
    expect(mail).toMatchObject({ subject: 'Einladung: Angebot', invitation: true, to: [EVA] })
    expect(mail.text).toContain('2. Dezember 2026')
    expect(lines).toContain('METHOD:REQUEST')
    expect(lines.find((line) => line.startsWith('ORGANIZER'))).toContain(`mailto:${address}`)
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([
      expect.stringMatching(/CN="?Eva Kunde"?.*PARTSTAT=NEEDS-ACTION.*RSVP=TRUE.*:mailto:eva@kunde\.de$/),
    ])
    expect(readEvents(text, { zone: 'Europe/Berlin', self: [EVA.email] }).items).toMatchObject([
      { uid, own: false, response: 'open', start: '2026-12-02T09:00' },
    ])
    await invite(anna, id, desk, [{ name: 'Tom', email: 'tom@kunde.de' }])
    await settled(anna, id)
    expect(sent.map(({ to }) => to)).toEqual([[EVA.email], ['tom@kunde.de']])
    await desk.run()
    expect(desk.groupware.list('cal')).toMatchObject([{ item: { attendees: [] } }])
  })

  test('a later time goes to the own calendar at once, to the guests by command only', async () => {
    const { anna, desk } = await office()
    const { id } = await enter(anna)
    await desk.run()
    await invite(anna, id, desk)
    await settled(anna, id)
    await anna.patch(`/appointments/${id}`, { start: '2026-12-04T14:00', end: '2026-12-04T15:00' })
    await desk.run()
    expect(desk.groupware.list('cal')).toMatchObject([{ item: { start: '2026-12-04T14:00' } }])
    expect(await meetingOf(anna, id)).toMatchObject({ changed: true, known: { start: '2026-12-02T09:00' } })
    expect(sent).toHaveLength(1)
    await anna.post(`/appointments/${id}/meeting/tell`)
    expect(await settled(anna, id)).toMatchObject({ changed: false, known: { start: '2026-12-04T14:00' } })
    const { lines } = await lastInvitation()
    expect(lines).toContain('SEQUENCE:1')
    expect(lines.some((line) => line.startsWith('DTSTART') && line.endsWith('20261204T140000'))).toBe(true)
  })

  test('is called off by command, also when the meeting lies in the bin already', async () => {
    const { anna, desk } = await office()
    const { id } = await enter(anna)
    await invite(anna, id, desk)
    await settled(anna, id)
    await anna.remove(`/appointments/${id}`)
    expect(sent).toHaveLength(1)
    expect((await anna.post(`/appointments/${id}/meeting/call-off`)).status).toBe(202)
    await soon(() => sent.length).toBe(2)
    const { lines, mail } = await lastInvitation()
    expect(mail.subject).toBe('Abgesagt: Angebot')
    expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1']))
  })

  test('that could not be sent says so, and can be tried again', async () => {
    const { anna, desk } = await office()
    const { id } = await enter(anna)
    isBroken = true
    await invite(anna, id, desk)
    expect(await settled(anna, id)).toMatchObject({ state: 'failed', fault: 'refused' })
    isBroken = false
    await anna.post(`/appointments/${id}/meeting/tell`)
    expect(await settled(anna, id)).toMatchObject({ state: 'sent', fault: null })
  })

  test('is the organizer’s alone, from an own account, and to somebody else', async () => {
    const { anna, desk } = await office()
    const { anna: ben, desk: bens } = await office()
    const { id } = await enter(anna, { attendees: [{ userId: ben.by.id }] })
    expect((await invite(ben, id, bens)).body.code).toBe('meeting.not_yours')
    expect((await invite(anna, id, bens)).status).toBe(422)
    expect(
      (await invite(anna, id, desk, [{ email: (await meetingOf(anna, id)).senders[0]?.address }])).status,
    ).toBe(422)
    expect((await anna.post(`/appointments/${id}/meeting/tell`)).body.code).toBe('meeting.no_guests')
    expect(sent).toEqual([])
  })
})

describe('an invitation by Exchange', () => {
  test('is its own to send; what changes later waits for the command, and is not taken back', async () => {
    const { anna, desk } = await office('graph')
    const { id } = await enter(anna)
    await desk.run()
    await invite(anna, id, desk)
    await settled(anna, id)
    expect([told, sent]).toEqual([[{ what: 'request', to: [EVA.email] }], []])
    await desk.run()
    await anna.patch(`/appointments/${id}`, { start: '2026-12-04T14:00', end: '2026-12-04T15:00' })
    await desk.run()
    await desk.run()
    expect(desk.groupware.list('cal')).toMatchObject([{ item: { start: '2026-12-02T09:00' } }])
    expect((await anna.get(`/appointments/${id}`)).body).toMatchObject({ start: '2026-12-04T14:00' })
    expect(await meetingOf(anna, id)).toMatchObject({ changed: true })
    expect(told).toHaveLength(1)
    await anna.post(`/appointments/${id}/meeting/tell`)
    await settled(anna, id)
    expect(desk.groupware.list('cal')).toMatchObject([{ item: { start: '2026-12-04T14:00' } }])
    const [there] = desk.groupware.list('cal')
    desk.groupware.edit('cal', there?.id ?? '', { attendees: [{ ...EVA, response: 'accepted' }] })
    await desk.run()
    expect(await meetingOf(anna, id)).toMatchObject({
      guests: [{ ...EVA, response: 'accepted' }],
      organizer: null,
    })
    await anna.post(`/appointments/${id}/meeting/call-off`)
    await soon(() => told.at(-1)).toMatchObject({ what: 'cancel' })
    await anna.remove(`/appointments/${id}`)
    await desk.run()
    expect(told).toHaveLength(3)
  })
})

describe('an invitation from outside', () => {
  test.each(['open', 'graph'] as const)(
    'is answered here, and who invited hears of it on request (%s)',
    async (kind) => {
      const { anna, desk, address } = await office(kind)
      const self = { name: 'Anna', email: address, response: 'open' }
      desk.groupware.put(
        'cal',
        anEvent(`in-${number}`, { organizer: EVA, own: false, attendees: [self], response: 'open' }),
      )
      await desk.run()
      const [one] = (await anna.get('/appointments?from=2026-11-20&to=2027-11-20')).body.items
      expect(await meetingOf(anna, one.id)).toMatchObject({ organizer: EVA, answer: 'open', can: ['answer'] })
      const answer = (body: object) => anna.post(`/appointments/${one.id}/meeting/answer`, body)
      expect((await answer({ response: 'tentative' })).body).toMatchObject({ answer: 'tentative' })
      expect([...sent, ...told]).toEqual([])
      await answer({ response: 'accepted', notify: true })
      if (kind === 'graph') await soon(() => told).toMatchObject([{ what: 'accepted' }])
      else {
        await soon(() => sent.length).toBe(1)
        expect(sent[0]?.to).toEqual([EVA.email])
        const { lines } = await lastInvitation()
        expect(lines).toEqual(expect.arrayContaining(['METHOD:REPLY', `UID:in-${number}`]))
        expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([
          expect.stringMatching(/PARTSTAT=ACCEPTED/),
        ])
      }
      await desk.run()
      expect(await meetingOf(anna, one.id)).toMatchObject({ answer: 'accepted' })
      expect((await invite(anna, one.id, desk)).body.code).toBe('meeting.not_yours')
    },
  )
})
