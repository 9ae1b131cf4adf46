import {
  IconArrowsDiagonal,
  IconCopy,
  IconExternalLink,
  IconFileTypePdf,
  IconPencil,
  IconPrinter,
  IconSend,
  IconTrash,
} from '@tabler/icons-react'
import { download } from '#ui/download.ts'
import { apiRoot } from '#ui/api/request.ts'
import type { MenuItem } from '#ui/menu.tsx'
import type { Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { InvoiceRow } from '../../invoice.ts'
import { openSend } from '../dialogs.ts'
import type { useInvoices } from '../invoices-api.ts'
import { printPdf } from '../print-pdf.ts'

interface Actions {
  t: Translate
  go: (path: string) => unknown
  invoices: ReturnType<typeof useInvoices>
}

/** Where a document is opened: a draft to be written, everything else to be read. */
export const pathOf = ({ id, status, can }: Pick<InvoiceRow, 'id' | 'status' | 'can'>): string =>
  status === 'draft' && can.includes('change') ? `/invoices/${id}/edit` : `/invoices/${id}`

/** Where the page of a document is fetched. */
export const pdfPath = (id: string, download = false): string =>
  `${apiRoot}/invoices/${id}.pdf${download ? '?download=true' : ''}`

/** What can be done with a document in the list: only what its state and one's rights allow. */
export function invoiceMenu(row: InvoiceRow, { t, go, invoices }: Actions): MenuItem[] {
  const may = (command: InvoiceRow['can'][number]) => row.can.includes(command)
  return [
    {
      id: 'open',
      label: t('invoices.show'),
      icon: IconArrowsDiagonal,
      keys: 'Enter',
      run: () => void go(`/invoices/${row.id}`),
    },
    {
      id: 'tab',
      label: t('invoices.new_tab'),
      icon: IconExternalLink,
      run: () => void window.open(`/invoices/${row.id}`, '_blank', 'noopener'),
    },
    {
      id: 'pdf',
      label: t('invoices.pdf'),
      icon: IconFileTypePdf,
      keys: 'p',
      run: () => download(pdfPath(row.id, true)),
    },
    ...(may('send')
      ? [
          {
            id: 'send',
            label: t('invoices.send_more'),
            icon: IconSend,
            run: () => void openSend({ kind: 'invoice', id: row.id }),
          },
        ]
      : []),
    { id: 'print', label: t('invoices.print'), icon: IconPrinter, run: () => printPdf(pdfPath(row.id)) },
    {
      id: 'copy',
      label: t('invoices.duplicate'),
      icon: IconCopy,
      run: () => void invoices.duplicate(row).then(({ id }) => go(`/invoices/${id}/edit`), complain),
    },
    ...(may('change')
      ? [
          {
            id: 'edit',
            label: t('invoices.edit'),
            icon: IconPencil,
            keys: 'e',
            run: () => void go(`/invoices/${row.id}/edit`),
          },
        ]
      : []),
    ...(may('delete')
      ? [
          { id: 'line-delete', divider: true as const },
          {
            id: 'delete',
            label: t('invoices.delete'),
            icon: IconTrash,
            danger: true,
            run: () => void invoices.remove(row),
          },
        ]
      : []),
  ]
}
