import { sql } from 'kysely'
import { hashKeys } from '#features/contacts/hash-keys.ts'
import { matchFacts } from '#features/contacts/match-facts.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { lookupKeys } from '#features/contacts/match-keys.ts'

import type { By } from '#kernel/rights.ts'
import { concerns, uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import { perDatabase } from '#platform/per-database.ts'
import { compare } from '../compare.ts'
import type { Comparison } from '../verdict.ts'
import { profileOf } from '../profile.ts'
import type { Profile } from '../profile.ts'
import type { Scale } from '../score.ts'
import type { DuplicateCheck, DuplicateHit } from '../verdict.ts'
import { homeCountry } from './home-country.ts'
import { findCandidates } from './find-candidates.ts'
import { readScale } from './learned-weights.ts'
import type { Candidate } from './read-profiles.ts'
import type { DuplicatesDb } from './tables.ts'

/** Whoever is looked for; with an `id` a contact that is there already and is not its own duplicate. */
export type Sought = Subject & { id?: string | undefined }

/** Two contacts that are alike, with both sides as they were compared. */
export interface Match {
  candidate: Candidate
  comparison: Comparison
}

interface Wanted {
  id: string | undefined
  keys: number[]
  profile: Profile
}

/** Beyond so many a list of hits helps nobody. */
const MOST = 20

/**
 * Whether these contacts are there already, among all there are: `by` learns of a hit they may not see that there is
 * one, and nothing of it. Pairs that somebody has called different are no hits. As many subjects as are at hand cost
 * little more than one.
 */
export async function findDuplicates(
  db: Database<DuplicatesDb>,
  by: By,
  subjects: readonly Sought[],
): Promise<DuplicateCheck[]> {
  if (subjects.length === 0) return []
  // The country was hardly ever another the last time, so nobody waits for it.
  const last = lastCountry(db)
  const [country, scale, early] = await Promise.all([
    homeCountry(db),
    readScale(db),
    last.country === undefined ? undefined : lookUp(db, subjects, last.country),
  ])
  const found = early && country === last.country ? early : await lookUp(db, subjects, country)
  last.country = country
  return matchesOf(found, scale).map((matches) => checkOf(by, matches))
}

const lastCountry = perDatabase((): { country?: string } => ({}))

function lookUp(db: Database<DuplicatesDb>, subjects: readonly Sought[], country: string): Promise<Found> {
  const wanted = subjects.map((subject) => {
    const facts = matchFacts(subject, country)
    const keys = hashKeys(lookupKeys(subject, country, facts))
    return { id: subject.id, keys, profile: profileOf(subject, country, facts) }
  })
  return find(db, wanted, country)
}

/** The same as system: what was found, surest first, with everything that is known of it. */
export async function findMatches(
  db: Database<DuplicatesDb>,
  wanted: readonly Wanted[],
  country: string,
): Promise<Match[][]> {
  const [found, scale] = await Promise.all([find(db, wanted, country), readScale(db)])
  return matchesOf(found, scale)
}

/** Those looked for, whom each is to be compared with, and pairs that somebody has called different. */
interface Found {
  wanted: readonly Wanted[]
  candidates: Candidate[][]
  different: Map<string, Set<string>>
}

async function find(db: Database<DuplicatesDb>, wanted: readonly Wanted[], country: string): Promise<Found> {
  const ids = wanted.flatMap(({ id }) => id ?? [])
  const [candidates, different] = await Promise.all([
    findCandidates(
      db,
      wanted.map(({ keys }) => keys),
      country,
    ),
    readDifferent(db, ids),
  ])
  return { wanted, candidates, different }
}

function matchesOf({ wanted, candidates, different }: Found, scale: Scale): Match[][] {
  return wanted.map(({ id, profile }, at) => {
    const not = different.get(id ?? '')
    const others = candidates[at] ?? []
    return others
      .filter((candidate) => candidate.id !== id && !not?.has(candidate.id))
      .map((candidate) => ({ candidate, comparison: compare(profile, candidate.profile, scale) }))
      .filter(({ comparison }) => comparison.verdict !== 'none')
      .sort(surestFirst)
  })
}

/** Of hits that are not to be seen the surest stands for all: how many there are is a secret too. */
export function checkOf(by: By, matches: Match[]): DuplicateCheck {
  const sees = ({ candidate }: Match) => concerns(by, candidate.readerIds)
  const hidden = matches.find((match) => !sees(match))
  const hits = matches
    .filter((match) => match === hidden || sees(match))
    .slice(0, MOST)
    .map((match) => (match === hidden ? hiddenHit(match) : hitOf(match)))
  return { verdict: hits[0]?.verdict ?? 'none', hits }
}

function hitOf({ candidate, comparison }: Match): DuplicateHit {
  const { reasons, score } = comparison
  return {
    contactId: candidate.id,
    displayName: candidate.displayName,
    verdict: verdictOf(comparison),
    reasons,
    score,
  }
}

/**
 * The first reason of a sure hit is what was typed and makes it one. The others, and those of a possible hit, would
 * confirm a guessed name or number.
 */
function hiddenHit({ comparison }: Match): DuplicateHit {
  const verdict = verdictOf(comparison)
  return { verdict, reasons: verdict === 'sure' ? comparison.reasons.slice(0, 1) : [], score: 0 }
}

function verdictOf({ verdict }: Comparison): DuplicateHit['verdict'] {
  return verdict === 'sure' ? 'sure' : 'possible'
}

function surestFirst(a: Match, b: Match): number {
  const rank = ({ comparison }: Match) => (comparison.verdict === 'sure' ? 1 : 0)
  return (
    rank(b) - rank(a) || b.comparison.score - a.comparison.score || (a.candidate.id < b.candidate.id ? -1 : 1)
  )
}

async function readDifferent(
  db: Database<DuplicatesDb>,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> {
  const different = new Map<string, Set<string>>()
  if (ids.length === 0) return different
  const { rows } = await sql<{ id: string; other: string }>`
    select p.left_id as id, p.right_id as other from duplicate_pair p
    where p.state = 'different' and p.left_id = any(${uuids(ids)})
    union all
    select p.right_id, p.left_id from duplicate_pair p
    where p.state = 'different' and p.right_id = any(${uuids(ids)})`.execute(db)
  for (const { id, other } of rows) different.set(id, (different.get(id) ?? new Set()).add(other))
  return different
}
