import type { Address } from '../detail.ts'

export type Confidence = 'sure' | 'likely' | 'guess'

export type PastedField =
  | 'salutation'
  | 'title'
  | 'firstName'
  | 'lastName'
  | 'companyName'
  | 'position'
  | 'vatId'
  | 'register'

/** One thing that was recognised in a text. */
export type Found = { confidence: Confidence } & (
  | { is: 'field'; field: PastedField; value: string }
  | { is: 'row'; kind: RowKind; category: string; value: string }
  | { is: 'address'; category: string; value: Address }
)

export type RowKind =
  | 'email'
  | 'phone'
  | 'web'
  | 'iban'
  | 'linkedin'
  | 'xing'
  | 'x'
  | 'facebook'
  | 'instagram'
  | 'youtube'

/** What a text says of a contact; `rest` is what was not understood, line by line. */
export interface Pasted {
  kind: 'person' | 'company'
  found: Found[]
  rest: string[]
}

/** A reader takes what it understands out of a line and leaves the rest. */
export interface Taken {
  found: Found[]
  left: string
}

/** What is known of the whole text before its lines are read. */
export interface Clues {
  /** Home, for numbers and codes without a country. */
  country: string
  /** `anna.mueller` of every address in the text. */
  mailboxes: string[]
  /** `muster-gmbh` of addresses and web pages that are no mail provider's. */
  domains: string[]
  imprint: boolean
}
