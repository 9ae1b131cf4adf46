import { randomUUIDv7 } from 'node:crypto'
import { json } from '#platform/database.ts'
import type { Person, TestApp } from './app.ts'

/** When it is planned for. */
export const VISIT_DAY = '2027-05-04'

/** A visit of somebody's at eight, planned, to a new firm everybody sees. */
export async function plannedVisit(
  app: TestApp,
  who: Person,
  companyName: string,
): Promise<{ id: string; contactId: string }> {
  const address = { street: 'Domplatz', houseNumber: '1', postalCode: '50667', city: 'Köln', country: 'DE' }
  const details = [
    { kind: 'address', category: 'work', value: address },
    { kind: 'phone', category: 'work', value: '+49 221 123456' },
  ]
  const made = await app.admin.post('/contacts', {
    kind: 'company',
    companyName,
    visibility: 'read',
    details,
  })
  const contactId = made.body.id
  const [planId, chainId, id] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
  const plan = {
    id: planId,
    name: 'A-Kunden',
    assigneeId: who.by.id,
    assigneeRule: 'fixed',
    contactIds: [],
    rhythm: json({ every: 1, unit: 'month', from: 'planned' }),
    visitCount: 0,
    refill: 'whenEmpty',
    startDate: VISIT_DAY,
    first: 'start',
    sample: json({ title: 'Besuch', startTime: '08:00', durationMinutes: 30, timeZone: 'Europe/Berlin' }),
    holidays: json({ country: 'DE', onHoliday: 'keep', whose: 'both' }),
    workdays: [1, 2, 3, 4, 5],
    catchUp: 'skip',
  }
  const chain = { id: chainId, planId, contactId, assigneeId: null, anchor: VISIT_DAY, lastDone: null }
  const row = {
    id,
    planId,
    chainId,
    no: 1,
    contactId,
    assigneeId: who.by.id,
    state: 'planned',
    nominalDate: VISIT_DAY,
    dueFrom: VISIT_DAY,
    dueTo: VISIT_DAY,
    date: VISIT_DAY,
    startTime: '08:00',
    durationMinutes: 30,
    timeZone: 'Europe/Berlin',
    startsAt: `${VISIT_DAY}T06:00:00Z`,
    endsAt: `${VISIT_DAY}T06:30:00Z`,
    title: 'Besuch',
    description: 'Muster zeigen',
    bring: 'Muster',
  }
  await app.house.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('visitPlan')
      .values(plan as never)
      .execute()
    await tx.insertInto('visitChain').values(chain).execute()
    await tx
      .insertInto('visit')
      .values(row as never)
      .execute()
  })
  return { id, contactId }
}
