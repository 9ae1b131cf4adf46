import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { plantEvent } from '../../../../test/groupware/graph/calendar-routes.ts'
import { bury, removeEntity, touch } from '../../../../test/groupware/graph/mailbox.ts'
import type { Mailbox, Raw } from '../../../../test/groupware/graph/mailbox.ts'
import { signedIn } from '../../../../test/groupware/graph/signed-in.ts'
import { startGraph } from '../../../../test/groupware/graph/stand-in.ts'
import type { StandIn } from '../../../../test/groupware/graph/stand-in.ts'
import { everything, mainStore } from '../../../../test/groupware/port-walk.ts'

// What people do in Outlook's calendar, as Kontor sees it.

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

const events = () => mainStore(groupware, 'appointment')
const at = (dateTime: string, timeZone = 'W. Europe Standard Time') => ({ dateTime, timeZone })
const meeting = (more: Raw = {}): Raw => ({
  subject: 'Treffen',
  start: at('2027-03-10T08:00:00'),
  end: at('2027-03-10T09:00:00'),
  ...more,
})
async function onlyEvent() {
  const [one, ...others] = (await everything(await events())).changes
  if (!one || others.length > 0) throw new Error(`${others.length + 1} events`)
  return one
}
const weekly: Raw = {
  recurrence: {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'sunday' },
    range: { type: 'numbered', startDate: '2027-03-10', numberOfOccurrences: 6 },
  },
}

describe('times', () => {
  test.each([
    ['W. Europe Standard Time', 'Europe/Berlin', '2027-03-10T08:00'],
    ['Eastern Standard Time', 'America/New_York', '2027-03-10T08:00'],
    ['Europe/Vienna', 'Europe/Vienna', '2027-03-10T08:00'],
    ['UTC', 'UTC', '2027-03-10T08:00'],
  ])('in %s stand in %s', async (zone, timeZone, start) => {
    plantEvent(box, meeting({ start: at('2027-03-10T08:00:00', zone), end: at('2027-03-10T09:00:00', zone) }))
    expect((await onlyEvent()).item).toMatchObject({ timeZone, start })
  })

  test('of a zone that nobody knows stand in that of the account', async () => {
    plantEvent(box, meeting({ originalStartTimeZone: 'tzone://Microsoft/Custom' }))
    expect((await onlyEvent()).item).toMatchObject({ timeZone: 'Europe/Berlin', start: '2027-03-10T08:00' })
  })

  test('of whole days are days, the last one is not part of them', async () => {
    const days = { isAllDay: true, start: at('2027-03-10T00:00:00'), end: at('2027-03-12T00:00:00') }
    plantEvent(box, meeting(days))
    expect((await onlyEvent()).item).toMatchObject({ allDay: true, start: '2027-03-10', end: '2027-03-12' })
  })

  test('of a series keep their hour in summer', async () => {
    plantEvent(box, meeting(weekly))
    expect((await onlyEvent()).item).toMatchObject({
      start: '2027-03-10T08:00',
      timeZone: 'Europe/Berlin',
      rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=6',
      exceptions: [],
    })
  })
})

describe('a meeting that somebody else invited to', () => {
  const invited = (): Raw =>
    meeting({
      isOrganizer: false,
      organizer: { emailAddress: { name: 'Anna Kundin', address: 'Anna@Mueller.example' } },
      responseStatus: { response: 'tentativelyAccepted', time: '2027-01-01T00:00:00Z' },
      attendees: [
        { type: 'required', status: { response: 'none' }, emailAddress: { address: 'anna@mueller.example' } },
        {
          type: 'required',
          status: { response: 'accepted' },
          emailAddress: { name: 'Bernd', address: 'B@x.example' },
        },
        {
          type: 'resource',
          status: { response: 'accepted' },
          emailAddress: { name: 'Raum 1', address: 'raum1@x.example' },
        },
      ],
    })

  test('says who comes, without rooms and without who invited', async () => {
    plantEvent(box, invited())
    expect((await onlyEvent()).item).toMatchObject({
      own: false,
      response: 'tentative',
      organizer: { name: 'Anna Kundin', email: 'anna@mueller.example' },
      attendees: [{ name: 'Bernd', email: 'b@x.example', response: 'accepted' }],
    })
  })

  test('is theirs: only what is ours of it is written', async () => {
    plantEvent(box, invited())
    const one = await onlyEvent()
    const items = await events()
    const moved = items.change(one, { ...one.item, start: '2027-03-10T07:00' }, ['start'])
    await expect(moved).rejects.toMatchObject({ fault: 'forbidden' })
    const marked = await items.change(one, { ...one.item, categories: ['Kontor'], kontorId: 'k1' }, [
      'categories',
      'kontorId',
    ])
    expect(marked.item).toEqual({ ...one.item, categories: ['Kontor'], kontorId: 'k1' })
  })

  test('that was called off is cancelled', async () => {
    plantEvent(box, { ...invited(), isCancelled: true })
    expect((await onlyEvent()).item.cancelled).toBe(true)
  })
})

test.each([
  ['normal', false],
  ['personal', true],
  ['private', true],
  ['confidential', true],
])('%s is kept to oneself: %s', async (sensitivity, isPrivate) => {
  plantEvent(box, meeting({ sensitivity }))
  expect((await onlyEvent()).item.private).toBe(isPrivate)
})

test.each([
  ['oof', 'away'],
  ['workingElsewhere', 'busy'],
  ['unknown', 'busy'],
  ['free', 'free'],
])('shown as %s is %s', async (showAs, busy) => {
  plantEvent(box, meeting({ showAs }))
  expect((await onlyEvent()).item.busy).toBe(busy)
})

test('how to join an online meeting is not ours to read, and stays when the text changes', async () => {
  const join =
    '<div class="me-email-text">________________________________________________________________<br>Join: https://teams.example/x</div>'
  const content = `<html><body><div>Alt &lt;b&gt;</div>${join}</body></html>`
  const { raw } = plantEvent(box, meeting({ isOnlineMeeting: true, body: { contentType: 'html', content } }))
  const one = await onlyEvent()
  expect(one.item.description).toBe('Alt <b>')
  const items = await events()
  const changed = await items.change(one, { ...one.item, description: 'Neu & schön\nzweite' }, [
    'description',
  ])
  expect(changed.item.description).toBe('Neu & schön\nzweite')
  const entity = box.entities.get(one.id)
  expect(entity?.raw['body']).toEqual({
    contentType: 'html',
    content: `<html><body><div>Neu &amp; schön<br>zweite</div>${join}</body></html>`,
  })
  expect(raw['isOnlineMeeting']).toBe(true)
})

describe('since the last time', () => {
  test('an occurrence that was left out is an exception of its series', async () => {
    const master = plantEvent(box, meeting(weekly))
    const { token } = await everything(await events())
    master.cancelled.add('2027-03-24')
    touch(box, master)
    bury(box, master.folder, 'OCCLgAgone')
    const { changes } = await everything(await events(), token)
    expect(changes.map(({ item }) => item.exceptions)).toEqual([
      [{ original: '2027-03-24T08:00', cancelled: true, changes: {} }],
    ])
  })

  test('an occurrence that was moved is one too', async () => {
    const master = plantEvent(box, meeting(weekly))
    const { token } = await everything(await events())
    touch(box, master)
    const start = at('2027-03-31T10:00:00')
    const end = at('2027-03-31T11:30:00')
    master.exceptions.set('2027-03-31', { raw: { start, end }, version: master.version })
    const { changes } = await everything(await events(), token)
    expect(changes.map(({ item }) => item.exceptions)).toEqual([
      [
        {
          original: '2027-03-31T08:00',
          cancelled: false,
          changes: { start: '2027-03-31T10:00', end: '2027-03-31T11:30' },
        },
      ],
    ])
  })

  test('what moved out of the days looked at is not gone', async () => {
    const entity = plantEvent(box, meeting())
    const { token } = await everything(await events())
    Object.assign(entity.raw, { start: at('2031-01-01T08:00:00'), end: at('2031-01-01T09:00:00') })
    touch(box, entity)
    const { changes, removed } = await everything(await events(), token)
    expect(changes.map(({ item }) => item.start)).toEqual(['2031-01-01T08:00'])
    expect(removed).toEqual([])
  })

  test('what is gone is gone', async () => {
    const [single, series] = [plantEvent(box, meeting()), plantEvent(box, meeting(weekly))]
    const { token } = await everything(await events())
    removeEntity(box, single)
    removeEntity(box, series)
    const { changes, removed } = await everything(await events(), token)
    expect([changes, new Set(removed)]).toEqual([[], new Set([single.id, series.id])])
  })

  test('the days looked at move on once a month, with a round that begins anew', async () => {
    const items = await events()
    const { token } = await items.changes(null, {
      limit: 9,
      window: { from: '2026-09-01', to: '2028-11-30' },
    })
    const near = { from: '2026-09-20', to: '2028-12-19' }
    expect(await items.changes(token, { limit: 9, window: near })).toMatchObject({ whole: false })
    const far = items.changes(token, { limit: 9, window: { from: '2026-10-15', to: '2029-01-14' } })
    await expect(far).rejects.toMatchObject({ fault: 'token-lost' })
  })
})

test('an event made as nobody may makes a mistake of the test', async () => {
  const post = (path: string, body: object, headers: object = {}) =>
    fetch(`${graph.url}/me${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${box.address}`,
        'content-type': 'application/json',
        prefer: 'IdType="ImmutableId"',
        ...headers,
      },
      body: JSON.stringify(body),
    })
  const path = `/calendars/${encodeURIComponent(box.folders[0]?.id ?? '')}/events`
  const attendees = [{ emailAddress: { address: 'anna@mueller.example' } }]
  expect((await post(path, { ...meeting(), attendees })).status).toBe(400)
  expect((await post(path, meeting(), { prefer: 'return=minimal' })).status).toBe(400)
  expect((await post(`${path}?$orderby=start`, meeting())).status).toBe(400)
  expect((await post(path, { ...meeting(), colour: 'red', showAs: 'maybe', iCalUId: 'x' })).status).toBe(400)
  expect(graph.mistakes.splice(0)).toEqual([
    expect.stringContaining('attendees are written: people get mail'),
    expect.stringContaining('without IdType'),
    expect.stringContaining('unknown query option $orderby'),
    expect.stringMatching(/showAs.*event\.colour is not in the schema; event\.iCalUId is read-only/),
  ])
})
