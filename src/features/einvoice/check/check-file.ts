import { Problem } from '#kernel/problem.ts'
import type { EInvoice } from '../e-invoice.ts'
import { formatFinding, type InvoiceFinding } from '../finding.ts'
import type { Profile } from '../profile.ts'
import { readEInvoice } from '../read-e-invoice.ts'
import type { Syntax } from '../write-xml.ts'
import { checkInvoice } from './check-invoice.ts'

export interface CheckedFile {
  /** Nothing when the file is no invoice in a syntax of EN 16931. */
  format?: Syntax
  profile?: Profile
  invoice?: EInvoice
  findings: InvoiceFinding[]
}

/** Looks at a file somebody sent; whatever its bytes are, the answer is findings. */
export function checkFile(bytes: Uint8Array): CheckedFile {
  try {
    const { syntax, profile, invoice, findings } = readEInvoice(bytes)
    return {
      format: syntax,
      profile,
      invoice,
      findings: [...aboutProfile(profile, invoice), ...findings, ...checkInvoice(invoice, { syntax })],
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { findings: [refused(error)] }
  }
}

/** ZUGFeRD's MINIMUM and BASIC WL are no invoices; a specification nobody knows may follow rules of its own. */
function aboutProfile(profile: Profile, { specification }: EInvoice): InvoiceFinding[] {
  const values = { value: specification.slice(0, 200) }
  if (profile === 'minimum' || profile === 'basic-wl')
    return [formatFinding('FORMAT-PROFILE', values, { term: 'BT-24' })]
  if (profile !== 'unknown' || specification === '') return []
  return [formatFinding('FORMAT-SPECIFICATION', values, { term: 'BT-24', flag: 'warning' })]
}

const RULES: Record<string, string> = {
  'xml.doctype': 'FORMAT-DOCTYPE',
  'xml.encoding': 'FORMAT-ENCODING',
  'xml.too_deep': 'FORMAT-SIZE',
  'xml.too_large': 'FORMAT-SIZE',
  'einvoice.syntax': 'FORMAT-SYNTAX',
}

function refused({ code, message, more }: Problem): InvoiceFinding {
  const values = Object.fromEntries(Object.entries(more).map(([key, value]) => [key, String(value)]))
  return formatFinding(RULES[code] ?? 'FORMAT-XML', { ...values, detail: message.slice(0, 200) })
}
