import { Big, cents, sum } from '#kernel/decimal.ts'

/** One of the documents an entry of the bank is spread over. */
export interface MatchPart {
  id: string
  name: string
  open: string
  /** What of the entry is for it, as typed. */
  amount: string
  takeSkonto: boolean
}

/** What of an entry is not spread yet; what cannot be read counts as nothing. */
export function leftOf(amount: string, parts: readonly Pick<MatchPart, 'amount'>[]): string {
  const read = parts.map((part) => (/^-?\d{1,12}(\.\d{1,2})?$/.test(part.amount) ? part.amount : '0'))
  return cents(new Big(amount).minus(sum(read)))
}

/** How much of what is left is proposed for a document: no more than is open, and nothing where the signs differ. */
export function shareOf(left: string, open: string): string {
  const [rest, most] = [new Big(left), new Big(open)]
  if (rest.gt(0) !== most.gt(0)) return '0.00'
  return cents(rest.abs().lt(most.abs()) ? rest : most)
}
