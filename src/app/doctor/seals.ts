import { checkSeals } from '#features/invoices/server/seals/check-seals.ts'
import type { SealFlaw } from '#features/invoices/seal-check.ts'
import { bad, good } from './finding.ts'
import type { Finding, Patient } from './finding.ts'

/** Whether the chain of seals over issued documents is whole, and what it seals is still what it was. */
export async function seals({ client }: Patient): Promise<Finding> {
  const { seals: count, flaw } = await checkSeals(
    async <Row>(text: string, values: unknown[]) => (await client.query(text, values)).rows as Row[],
  )
  return flaw ? bad(words(flaw)) : good(`issued documents are as they were issued (${count} seals)`)
}

function words({ flaw, number, document, part }: SealFlaw): string {
  const name = `seal ${number} (${document})`
  if (flaw === 'removed') return `${name} does not follow on the one before: some were removed`
  if (flaw === 'changed') return `${name} does not fit the one before: it was changed`
  if (flaw === 'content') return `the ${part} of ${document} is not what was sealed`
  return `the ${part} of the issued document ${document} has no seal`
}
