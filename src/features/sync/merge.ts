import { RETIMING } from './item-fields.ts'
import type { FieldRule, FieldRules, Fields } from './item-fields.ts'

/**
 * What both sides agreed on last, as each of them says it: what one of them cannot say (a second category, the time of
 * a task in Outlook) is no change. A field that is missing was never agreed on; missing on our side alone, ours waits
 * to be written to theirs.
 */
export interface Agreed {
  ours: Fields
  theirs: Fields
}

export const NOTHING_AGREED: Agreed = { ours: {}, theirs: {} }

export interface Policy {
  /** Which side wins when both changed one field. */
  winner: 'ours' | 'theirs'
  /** Ours leads: what theirs changed becomes a proposal. */
  lead?: boolean
  /** Theirs belongs to another organizer: it is right, and only these fields of it are ever written. */
  foreign?: readonly string[] | undefined
  /** Nothing is written to theirs. */
  readOnly?: boolean
  /** Fields in which each side keeps its own value; that of theirs is noted as a proposal. */
  apart?: readonly string[]
}

/** What one side said and is overruled; `both`: each side keeps its own. */
export interface Conflict {
  field: string
  agreed: unknown
  ours: unknown
  theirs: unknown
  kept: 'ours' | 'theirs' | 'both'
}

export interface Merged {
  /** What is to be written to each side, field by field. */
  toOurs: Fields
  toTheirs: Fields
  conflicts: Conflict[]
}

export interface Sides {
  agreed: Agreed
  ours: Fields
  theirs: Fields
}

/** Three-way merge of an item, field by field; units and lists as their rules say. Writes nothing, loses nothing. */
export function mergeItem(
  rules: FieldRules,
  fields: readonly string[],
  sides: Sides,
  policy: Policy,
): Merged {
  const merging = new Merging(rules, sides, policy)
  const retimed = fields.includes('exceptions') ? merging.retimed() : undefined
  const units = new Set<string>()
  for (const field of fields) {
    const unit = rules[field]?.unit
    if (unit === undefined) {
      if (field !== 'exceptions' || !retimed) merging.field(field)
    } else if (!units.has(unit)) {
      units.add(unit)
      const together = fields.filter((one) => rules[one]?.unit === unit)
      merging.unit(unit === 'time' && retimed ? [...together, 'exceptions'] : together)
    }
  }
  return merging.result
}

/** What is agreed on after `merged.toOurs` was written: `ours` is how our side says it now. */
export function agreeAfter(
  rules: FieldRules,
  fields: readonly string[],
  { agreed, ours, theirs }: Sides,
  { toTheirs }: Merged,
): Agreed {
  const next: Agreed = { ours: {}, theirs: {} }
  for (const field of fields) {
    next.theirs[field] = theirs[field]
    if (!(field in toTheirs)) next.ours[field] = ours[field]
    else if (rules[field]?.keyOf)
      next.ours[field] = waiting(rules[field], field, { agreed, ours, theirs }, toTheirs)
  }
  return next
}

/** Whether two values of a field are the same, each seen inside of its item. */
export function isAlike(rule: FieldRule, field: string, a: Fields, b: Fields): boolean {
  return formOf(rule, field, a) === formOf(rule, field, b)
}

/** A list of ours as it was before its changes that theirs does not have yet. */
function waiting(
  rule: FieldRule,
  field: string,
  { agreed, ours, theirs }: Sides,
  toTheirs: Fields,
): unknown[] {
  const was = entriesOf(rule, agreed.ours, field)
  const is = entriesOf(rule, ours, field)
  const [before, after] = [entriesOf(rule, theirs, field), entriesOf(rule, toTheirs, field)]
  const next = new Map(is)
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(key)?.form === after.get(key)?.form) continue
    const old = was.get(key)
    if (after.has(key)) {
      if (old && old.form !== is.get(key)?.form) next.set(key, old)
      else next.delete(key)
    } else {
      const gone = old ?? before.get(key)
      if (gone) next.set(key, gone)
    }
  }
  return [...next.values()].map(({ entry }) => entry)
}

type Change = 'none' | 'ours' | 'theirs' | 'both'

class Merging {
  readonly result: Merged = { toOurs: {}, toTheirs: {}, conflicts: [] }
  private readonly rules: FieldRules
  private readonly sides: Sides
  private readonly policy: Policy

  constructor(rules: FieldRules, sides: Sides, policy: Policy) {
    this.rules = rules
    this.sides = sides
    this.policy = policy
  }

  /** Whether one of the sides made another series of it, so that originals of exceptions mean something else. */
  retimed(): boolean {
    return RETIMING.some((field) => this.changeOf(field) !== 'none')
  }

  field(field: string): void {
    const rule = this.ruleOf(field)
    const change = this.changeOf(field)
    if (change === 'none') return
    if (this.apart(field, change)) return
    if (change === 'both' && rule.stronger && this.byStrength(field, rule.stronger)) return
    const isMerged =
      rule.keyOf !== undefined && (change !== 'both' || !rule.whole) && this.isOpen(field, change)
    if (isMerged) this.entries(field)
    else this.unit([field])
  }

  /** All of these fields come from one side. */
  unit(fields: readonly string[]): void {
    const changes = fields.map((field) => this.changeOf(field))
    const [ours, theirs] = (['ours', 'theirs'] as const).map((side) =>
      changes.some((change) => change === side || change === 'both'),
    )
    if (!ours && !theirs) return
    const different = fields.filter(
      (field) => !isAlike(this.ruleOf(field), field, this.sides.ours, this.sides.theirs),
    )
    if (different.length === 0) return
    const change = ours && theirs ? 'both' : ours ? 'ours' : 'theirs'
    const kept = this.winnerOf(fields, change)
    const loser = kept === 'ours' ? 'theirs' : 'ours'
    const overruled = fields.filter(
      (field, at) => different.includes(field) && (changes[at] === loser || changes[at] === 'both'),
    )
    for (const field of overruled) this.note(field, kept)
    const written = this.ruleOf(fields[0] ?? '').unit ? fields : different
    for (const field of written) this.write(field, kept, this.sides[kept][field])
  }

  private apart(field: string, change: Change): boolean {
    if (change === 'ours' || !this.policy.apart?.includes(field)) return false
    const isOther = !isAlike(this.ruleOf(field), field, this.sides.ours, this.sides.theirs)
    const isSaid = !isEmpty(this.sides.theirs[field])
    if (isOther && isSaid) this.note(field, change === 'both' ? 'ours' : 'both')
    if (isOther && change === 'both') this.write(field, 'ours', this.sides.ours[field])
    return true
  }

  private byStrength(field: string, isStronger: (value: unknown) => boolean): boolean {
    const { ours, theirs } = this.sides
    const [o, t] = [isStronger(ours[field]), isStronger(theirs[field])]
    if (o === t || this.policy.foreign) return false
    const kept = o ? 'ours' : 'theirs'
    this.note(field, kept)
    this.write(field, kept, this.sides[kept][field])
    return true
  }

  /** Neither side decides alone, so each entry may come from either. */
  private isOpen(field: string, change: Change): boolean {
    const { lead, foreign } = this.policy
    if (lead && change !== 'ours') return false
    return !foreign || change === 'theirs' || foreign.includes(field)
  }

  private winnerOf(fields: readonly string[], change: Change): 'ours' | 'theirs' {
    const { lead, foreign, winner } = this.policy
    if (foreign && !fields.every((field) => foreign.includes(field))) return 'theirs'
    if (lead) return 'ours'
    if (change !== 'both') return change === 'ours' ? 'ours' : 'theirs'
    return winner
  }

  private entries(field: string): void {
    const rule = this.ruleOf(field)
    const { agreed, ours, theirs } = this.sides
    const [o, t] = [entriesOf(rule, ours, field), entriesOf(rule, theirs, field)]
    const [oWas, tWas] = [entriesOf(rule, agreed.ours, field), entriesOf(rule, agreed.theirs, field)]
    const [nextOurs, nextTheirs] = [new Map(o), new Map(t)]
    for (const key of new Set([...o.keys(), ...t.keys(), ...oWas.keys(), ...tWas.keys()])) {
      const [mine, yours] = [o.get(key), t.get(key)]
      if (mine?.form === yours?.form) continue
      const isMine = mine?.form !== oWas.get(key)?.form
      const isYours = yours?.form !== tWas.get(key)?.form
      if (!isMine && !isYours) continue
      const kept = isMine && isYours ? this.entryWinner(field, mine, yours) : isMine ? 'ours' : 'theirs'
      if (kept === 'ours') put(nextTheirs, key, mine)
      else put(nextOurs, key, yours)
    }
    this.writeEntries(field, 'theirs', o, nextOurs)
    this.writeEntries(field, 'ours', t, nextTheirs)
  }

  /** Who touched a value keeps it from being taken away; of two values the winner's holds. */
  private entryWinner(field: string, mine: Entry | undefined, yours: Entry | undefined): 'ours' | 'theirs' {
    if (!mine || !yours) return mine ? 'ours' : 'theirs'
    const kept = this.policy.foreign ? 'theirs' : this.policy.winner
    this.result.conflicts.push({ field, agreed: null, ours: [mine.entry], theirs: [yours.entry], kept })
    return kept
  }

  private writeEntries(field: string, from: 'ours' | 'theirs', was: Entries, is: Entries): void {
    const same = was.size === is.size && [...is].every(([key, { form }]) => was.get(key)?.form === form)
    if (!same)
      this.write(
        field,
        from,
        [...is.values()].map(({ entry }) => entry),
      )
  }

  /** Puts the value of one side onto the other. */
  private write(field: string, from: 'ours' | 'theirs', value: unknown): void {
    if (from === 'theirs') this.result.toOurs[field] = value
    else if (!this.policy.readOnly) this.result.toTheirs[field] = value
  }

  private note(field: string, kept: Conflict['kept']): void {
    const { agreed, ours, theirs } = this.sides
    const before = agreed.theirs[field] ?? agreed.ours[field] ?? null
    this.result.conflicts.push({
      field,
      agreed: before,
      ours: ours[field] ?? null,
      theirs: theirs[field] ?? null,
      kept,
    })
  }

  private changeOf(field: string): Change {
    const { agreed, ours, theirs } = this.sides
    const rule = this.ruleOf(field)
    const isNew = !(field in agreed.ours) && !(field in agreed.theirs)
    if (isNew && isAlike(rule, field, ours, theirs)) return 'none'
    if (isNew && rule.unit !== 'time') {
      if (isEmpty(theirs[field])) return 'ours'
      if (isEmpty(ours[field])) return 'theirs'
    }
    const is = (side: 'ours' | 'theirs') =>
      !(field in agreed[side]) || !isAlike(rule, field, this.sides[side], agreed[side])
    if (!is('ours')) return is('theirs') ? 'theirs' : 'none'
    return is('theirs') ? 'both' : 'ours'
  }

  private ruleOf(field: string): FieldRule {
    const rule = this.rules[field]
    if (!rule) throw new Error(`no rule for ${field}`)
    return rule
  }
}

interface Entry {
  entry: unknown
  form: string
}
type Entries = Map<string, Entry>

function entriesOf(rule: FieldRule, item: Fields, field: string): Entries {
  const { keyOf } = rule
  const list = item[field]
  if (!keyOf || !Array.isArray(list)) return new Map()
  return new Map(list.map((entry) => [keyOf(entry), { entry, form: JSON.stringify(rule.form(entry, item)) }]))
}

function put(entries: Entries, key: string, entry: Entry | undefined): void {
  if (entry) entries.set(key, entry)
  else entries.delete(key)
}

/** Lists are sets: their order says nothing. */
function formOf(rule: FieldRule, field: string, item: Fields): string {
  if (!rule.keyOf) return JSON.stringify(rule.form(item[field], item) ?? null)
  const entries = [...entriesOf(rule, item, field)].map(([key, { form }]) => `${key} ${form}`)
  return entries.toSorted().join('\n')
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  )
}
