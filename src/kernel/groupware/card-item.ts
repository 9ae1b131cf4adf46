/** A contact person as every address book can say it. Empty texts are empty, never missing. */
export interface CardItem {
  uid: string
  /** Frau, Herr, Dr. … as written. */
  title: string
  firstName: string
  middleName: string
  lastName: string
  suffix: string
  /** What the book shows; made of the names where it says nothing. */
  displayName: string
  company: string
  department: string
  position: string
  /** The first is the primary one; the same for phones. In small letters. */
  emails: CardValue<'work' | 'home' | 'other'>[]
  /** As written; compared by E.164. */
  phones: CardValue<'work' | 'home' | 'mobile' | 'fax' | 'other'>[]
  websites: string[]
  addresses: CardAddress[]
  /** A day, `1975-12-24`; null: none, or without a year. */
  birthday: string | null
  /** Plain text; private by default, never kept in step unless asked for. */
  note: string
  categories: string[]
  /** Null: no picture. Its bytes are asked for apart. */
  photo: CardPhoto | null
  kontorId: string | null
}

export interface CardValue<C extends string> {
  category: C
  value: string
}

export interface CardAddress {
  category: 'work' | 'home' | 'other'
  street: string
  postalCode: string
  city: string
  state: string
  /** Two letters, or the name as written where no country has it. */
  country: string
}

export interface CardPhoto {
  /** What says that it is another one: a hash of its bytes or the groupware's own mark. */
  mark: string
}

/** What is kept in step with a contact; `note` only when asked for. */
export const CARD_FIELDS = [
  'title',
  'firstName',
  'middleName',
  'lastName',
  'suffix',
  'company',
  'department',
  'position',
  'emails',
  'phones',
  'websites',
  'addresses',
  'birthday',
  'categories',
] as const
