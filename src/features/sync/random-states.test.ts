import { describe, expect, test } from 'vitest'
import { seeded } from '#features/routes/seeded.ts'
import { CARD_FIELDS } from '#kernel/groupware/card-item.ts'
import { EVENT_FIELDS } from '#kernel/groupware/event-item.ts'
import { packAgreed, unpackAgreed } from './agreed.ts'
import { fieldRules } from './item-fields.ts'
import type { FieldRules, Fields } from './item-fields.ts'
import { NOTHING_AGREED, agreeAfter, isAlike, mergeItem } from './merge.ts'
import type { Agreed, Merged, Policy, Sides } from './merge.ts'
import { SEED } from '../../../test/seed.ts'

const EVENT = fieldRules('appointment', 'DE')
const CARD = fieldRules('contact', 'DE')
const eventFields = EVENT_FIELDS.filter((field) => field in EVENT)
const cardFields = [...CARD_FIELDS]
const agreedOn = (item: Fields): Agreed => ({ ours: item, theirs: item })

describe(`any states whatever (seed ${SEED})`, () => {
  const draw = seeded(SEED)
  const one = <T>(from: readonly T[]): T => from[draw(from.length)] as T
  const some = <T>(from: readonly T[]): T[] => from.filter(() => draw(2) === 0)
  const WORDS = ['', 'Köln', 'Bonn', 'Angebot\nmit Zeilen']
  const times = [9, 10, 11, 12].map((hour) => ({
    allDay: false,
    start: `2026-11-24T${String(hour).padStart(2, '0')}:00`,
    end: `2026-11-24T${hour + 1}:00`,
    timeZone: one(['Europe/Berlin', 'UTC']),
  }))
  const rules = [null, 'FREQ=DAILY;COUNT=5', 'FREQ=WEEKLY;COUNT=3']
  const exceptions = [24, 25, 26].flatMap((day) => [
    { original: `2026-11-${day}T10:00`, cancelled: true, changes: {} },
    { original: `2026-11-${day}T10:00`, cancelled: false, changes: { title: one(WORDS) } },
  ])
  const oneEach = (list: typeof exceptions) => [...new Map(some(list).map((x) => [x.original, x])).values()]
  const anEvent = (): Fields => ({
    title: one(WORDS),
    description: one(WORDS),
    place: one(WORDS),
    categories: some(['A', 'B', 'C']),
    ...one(times),
    rrule: one(rules),
    exceptions: oneEach(exceptions),
    busy: one(['busy', 'free']),
    private: one([true, false]),
    reminderMinutes: one([null, 0, 15]),
  })
  const values = (list: string[]) => some(list).map((value) => ({ category: one(['work', 'home']), value }))
  const aCard = (): Fields => ({
    ...Object.fromEntries(cardFields.map((field) => [field, one(WORDS)])),
    emails: values(['a@x.de', 'b@x.de', 'c@x.de']),
    phones: values(['0221 1234', '0171 1234567']),
    websites: some(['https://x.de', 'y.de']),
    addresses: some([1, 2]).map((n) => ({
      category: 'work',
      street: `Weg ${n}`,
      postalCode: '',
      city: one(WORDS),
      state: '',
      country: '',
    })),
    birthday: one([null, '1975-12-24']),
    categories: some(['A', 'B']),
  })
  const areas = [
    { name: 'events', rules: EVENT, fields: [...eventFields] as string[], make: anEvent },
    { name: 'cards', rules: CARD, fields: [...cardFields] as string[], make: aCard },
  ]
  const mutated = (item: Fields, make: () => Fields): Fields => {
    const other = make()
    return Object.fromEntries(
      Object.entries(item).map(([field, value]) => [field, draw(4) === 0 ? other[field] : value]),
    )
  }
  const differing = (rules: FieldRules, fields: string[], a: Fields, b: Fields) =>
    fields.filter((field) => !isAlike(rules[field] as never, field, a, b))

  test.each(areas)(
    'leave $name equal on both sides, and each overruled value on record',
    ({ rules, fields, make }) => {
      for (let n = 0; n < 4000; n++) {
        const was = make()
        const [ours, theirs] = [mutated(was, make), mutated(was, make)]
        const agreed = draw(5) === 0 ? NOTHING_AGREED : agreedOn(was)
        const policy: Policy = { winner: one(['ours', 'theirs']), lead: draw(4) === 0 }
        const merged = mergeItem(rules, fields, { agreed, ours, theirs }, policy)
        const after = { ours: { ...ours, ...merged.toOurs }, theirs: { ...theirs, ...merged.toTheirs } }
        expect(differing(rules, fields, after.ours, after.theirs)).toEqual([])
        expectNothingLost(rules, fields, { agreed, ours, theirs }, merged)
        if (differing(rules, fields, ours, was).length === 0 && agreed !== NOTHING_AGREED && !policy.lead)
          expect([merged.toTheirs, merged.conflicts]).toEqual([{}, []])
        expectSettled(rules, fields, { agreed, ours: after.ours, theirs }, merged, policy)
      }
    },
  )

  /** A value that one side changed and that stands nowhere any more has to stand among the conflicts. */
  function expectNothingLost(
    rules: FieldRules,
    fields: string[],
    { agreed, ours, theirs }: Sides,
    merged: Merged,
  ) {
    if (agreed === NOTHING_AGREED) return
    const noted = new Set(merged.conflicts.map(({ field }) => field))
    for (const field of fields) {
      const rule = rules[field]
      if (!rule || rule.keyOf) continue
      const isLost = (side: Fields, was: Fields, written: Fields) =>
        field in written &&
        !isAlike(rule, field, side, was) &&
        !isAlike(rule, field, side, { ...side, ...written })
      if (isLost(ours, agreed.ours, merged.toOurs)) expect(noted).toContain(field)
      if (isLost(theirs, agreed.theirs, merged.toTheirs)) expect(noted).toContain(field)
    }
  }

  /** What waits to be written is written the same later, and then nothing is left to do. */
  function expectSettled(rules: FieldRules, fields: string[], sides: Sides, merged: Merged, policy: Policy) {
    const agreed = agreeAfter(rules, fields, sides, merged)
    const { about, ...kept } = unpackAgreed(packAgreed(agreed, { own: true, kontorId: null }))
    expect([kept, about]).toEqual([agreed, { own: true, kontorId: null }])
    const later = mergeItem(rules, fields, { ...sides, agreed }, policy)
    expect([later.toOurs, later.conflicts]).toEqual([{}, []])
    const theirs = { ...sides.theirs, ...later.toTheirs }
    expect(differing(rules, fields, sides.ours, theirs)).toEqual([])
    const rest = agreeAfter(
      rules,
      fields,
      { ...sides, agreed, theirs },
      { toOurs: {}, toTheirs: {}, conflicts: [] },
    )
    const last = mergeItem(rules, fields, { agreed: rest, ours: sides.ours, theirs }, policy)
    expect(last).toEqual({ toOurs: {}, toTheirs: {}, conflicts: [] })
  }

  test('never change a side that says less than the other, when nothing was changed', () => {
    for (let n = 0; n < 1000; n++) {
      const [ours, theirs] = [anEvent(), anEvent()]
      const merged = mergeItem(
        EVENT,
        eventFields,
        { agreed: { ours, theirs }, ours, theirs },
        { winner: 'ours' },
      )
      expect(merged).toEqual({ toOurs: {}, toTheirs: {}, conflicts: [] })
    }
  })
})
