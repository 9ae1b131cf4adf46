import { lookupKeys, matchKeys } from '#features/contacts/match-keys.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { compare } from '#features/duplicates/compare.ts'
import { profileOf, type Profile } from '#features/duplicates/profile.ts'
import { figuresOf, finderOf, measuredSet, patientFinderOf } from './measured-set.ts'

// Prints what the duplicate check reaches on invented people, for each seed named on the command line; `--show` prints
// what was missed and who was flagged, `--patient` compares with everybody instead of through the keys.

const args = process.argv.slice(2)
const seeds = args.filter((arg) => /^\d+$/.test(arg)).map(Number)
const say = (line: string) => process.stdout.write(`${line}\n`)

for (const seed of seeds.length > 0 ? seeds : [1, 2, 3, 4, 5]) {
  const set = measuredSet(seed, { known: 5000, firms: 500, copies: 800, strangers: 1500 })
  const find = args.includes('--patient') ? patientFinderOf(set.known) : finderOf(set.known)
  const figures = figuresOf(set, find)
  const { surePrecision, sureRecall, recall, strangersFlagged, wrongHits } = figures
  say(
    `seed ${seed}: sure precision ${surePrecision.toFixed(4)} recall ${sureRecall.toFixed(3)}; sure or possible recall ` +
      `${recall.toFixed(4)}, strangers flagged ${strangersFlagged} of 1500, wrong hits per copy ${wrongHits.toFixed(3)}`,
  )
  if (!args.includes('--show')) continue
  for (const { subject, truth } of figures.missed)
    say(`  missed   ${shown(subject)}\n           ${shown(truth)}`)
  for (const { subject, hit, comparison } of figures.flagged)
    say(`  flagged  ${shown(subject)}\n           ${shown(hit)} (${comparison.reasons.join(', ')})`)
}
measureSpeed()

function shown({ firstName, lastName, companyName, birthday, details = [] }: Subject): string {
  const values = details.map(({ value }) => (typeof value === 'string' ? value : value.postalCode))
  return [firstName, lastName, '|', companyName, '|', birthday, ...values].filter(Boolean).join(' ')
}

/** In time of the processor, so that a busy machine does not blur it. */
function measureSpeed(): void {
  const { known } = measuredSet(9, { known: 5000, firms: 500, copies: 0, strangers: 0 })
  const timed = (work: () => number): number => {
    const from = process.cpuUsage()
    const count = work()
    return Math.round((count / process.cpuUsage(from).user) * 1_000_000)
  }
  let profiles: Profile[] = []
  const prepared = timed(() => (profiles = known.map((subject) => profileOf(subject, 'DE'))).length)
  const keyed = timed(() => known.map((subject) => matchKeys(subject, 'DE')).length)
  const everybody = profiles.slice(0, 1000).flatMap((one) => profiles.map((other) => [one, other] as const))
  const near = candidates(known).map(([one, other]) => [profiles[one], profiles[other]] as [Profile, Profile])
  const rounds = (pairs: readonly (readonly [Profile, Profile])[], times: number) => () => {
    for (let round = 0; round < times; round++) for (const [one, other] of pairs) compare(one, other)
    return pairs.length * times
  }
  timed(rounds(near, 200))
  say(`profiles/s ${prepared}, keys of contacts/s ${keyed}`)
  say(`pairs/s: any two ${timed(rounds(everybody, 1))}, two that share a key ${timed(rounds(near, 400))}`)
}

function candidates(known: readonly Subject[]): [number, number][] {
  const places = new Map<string, number[]>()
  known.forEach((subject, place) => {
    for (const key of lookupKeys(subject, 'DE')) places.set(key, [...(places.get(key) ?? []), place])
  })
  return [...places.values()].flatMap((group) =>
    group.flatMap((one, at) => group.slice(at + 1).map((other) => [one, other] as [number, number])),
  )
}
