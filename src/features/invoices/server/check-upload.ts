import { checkFile } from '#features/einvoice/check/check-file.ts'
import { formatFinding } from '#features/einvoice/finding.ts'
import { extractXml } from '#platform/pdf/extract-xml.ts'
import type { InvoiceCheck } from '../invoice-check.ts'

/** Looks at an invoice somebody sent, as XML or inside of a PDF; whatever its bytes are, the answer is findings. */
export function checkUpload(bytes: Uint8Array): InvoiceCheck {
  const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
  const embedded = isPdf ? extractXml(bytes) : undefined
  if (isPdf && !embedded)
    return {
      container: 'pdf',
      file: null,
      syntax: null,
      profile: null,
      invoice: null,
      findings: [formatFinding('FORMAT-PDF')],
    }
  const { format, profile, invoice, findings } = checkFile(embedded?.content ?? bytes)
  return {
    container: isPdf ? 'pdf' : 'xml',
    file: embedded?.name ?? null,
    syntax: format ?? null,
    profile: profile ?? null,
    invoice: invoice ?? null,
    findings,
  }
}
