import type { SyncArea } from '#kernel/groupware/area.ts'

/** What became of one side since both agreed; `none`: it was never there. */
export const PRESENCES = ['none', 'same', 'changed', 'gone'] as const
export type Presence = (typeof PRESENCES)[number]

/**
 * What is to be done with a record and its item. `merge`: field by field. `ask`: removed there, ours stays until
 * somebody says. `offer`: one side was removed and the other changed, which is kept as a conflict. `unlink`: both go
 * their own ways from here on, and the link stays as a tombstone. `drop`: nothing is left to be kept in step.
 */
export type Action =
  | 'nothing'
  | 'createOurs'
  | 'createTheirs'
  | 'merge'
  | 'removeOurs'
  | 'removeTheirs'
  | 'ask'
  | 'offer'
  | 'unlink'
  | 'drop'

export interface Circumstances {
  area: SyncArea
  /** Where what they have in common began. */
  origin: 'ours' | 'theirs' | 'matched'
  /** What comes into being on one side may be made on the other by itself. */
  creates: { ours: boolean; theirs: boolean }
  /** What the user wants with what is removed there. */
  removedThere: 'ask' | 'remove'
  /** A person plans it and only a person cancels it: a visit. */
  keepsOurs: boolean
  /** Their item says that it is that record of ours, so that it may go with it. */
  carriesOurId: boolean
  /** Nothing but times is taken, and nothing written. */
  timesOnly: boolean
  /** Theirs belongs to another organizer. */
  foreign: boolean
}

/** The table of three states (agreed, ours, theirs): what is done for each, and never anything else. */
export function decide(ours: Presence, theirs: Presence, about: Circumstances): Action {
  const { creates, timesOnly } = about
  if (ours === 'none' && theirs === 'none') return 'nothing'
  if (ours === 'none') return theirs !== 'gone' && creates.ours ? 'createOurs' : 'nothing'
  if (theirs === 'none')
    return ours !== 'gone' && creates.theirs ? 'createTheirs' : ours === 'gone' ? 'drop' : 'nothing'
  if (ours === 'gone' && theirs === 'gone') return 'drop'
  if (theirs === 'gone') return timesOnly ? 'unlink' : oursAlone(ours, about)
  if (ours === 'gone') return timesOnly ? 'unlink' : theirsAlone(theirs, about)
  return ours === 'same' && theirs === 'same' ? 'nothing' : 'merge'
}

/** It was removed there: a contact only leaves the sync, a visit is cancelled by nobody but a person. */
function oursAlone(ours: Presence, { area, removedThere, keepsOurs }: Circumstances): Action {
  if (area === 'contact') return 'unlink'
  if (ours === 'changed') return 'offer'
  return removedThere === 'remove' && !keepsOurs ? 'removeOurs' : 'ask'
}

/** It was removed here: theirs goes along only when we made it, or it is a card that carries our id and began with us. */
function theirsAlone(theirs: Presence, { area, origin, carriesOurId, foreign }: Circumstances): Action {
  const isOurs = origin === 'ours' || (area === 'contact' && origin === 'matched' && carriesOurId)
  if (!isOurs || foreign) return 'unlink'
  if (theirs === 'changed' && area !== 'contact') return 'offer'
  return 'removeTheirs'
}

/** So many removals at once are no cleaning up, but something gone wrong: the collection stops until somebody says. */
export function isMassRemoval(gone: number, of: number): boolean {
  if (of >= FEW && gone === of) return true
  return gone > Math.max(LEAST, of / 5)
}

/** Of less than this all may go at once. */
const FEW = 4
const LEAST = 10

/** Writes to and fro, as the link counts them: up after writing there, down after writing here. */
export interface Turns {
  turns: number
  turnedAt: string | null
}

/** Counts a write; more than three changes of direction within ten minutes are a ping-pong. */
export function turned(
  { turns, turnedAt }: Turns,
  way: 'here' | 'there',
  now: number,
): { turns: number; isPingPong: boolean } {
  const sign = way === 'there' ? 1 : -1
  const isFresh = turnedAt !== null && now - Date.parse(turnedAt) < TEN_MINUTES
  if (!isFresh || turns === 0) return { turns: sign, isPingPong: false }
  if (Math.sign(turns) === sign) return { turns, isPingPong: false }
  const next = sign * (Math.abs(turns) + 1)
  return { turns: next, isPingPong: Math.abs(next) > MOST_TURNS }
}

const TEN_MINUTES = 600_000
const MOST_TURNS = 4
