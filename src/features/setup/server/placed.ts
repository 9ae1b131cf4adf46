import type { SampleContact } from '../sample-firm.ts'

/** A sample contact that was put in. */
export interface Placed {
  id: string
  sample: SampleContact
  /** Of a person: where they work. */
  companyId: string | undefined
}
