import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Navigate, useLocation, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { documentName } from '../document-name.ts'
import '../invoices.css'
import '../paper.css'
import './edit.css'
import './lines.css'
import { invoiceQuery, useInvoices } from '../invoices-api.ts'
import type { Invoice } from '../../invoice.ts'
import { isWritten } from './draft.ts'
import { EditorFrame } from './editor-frame.tsx'
import { useEditor } from './use-editor.ts'

/** A draft, written where it will be read. */
export function EditInvoicePage() {
  const { id = '' } = useParams()
  const { data, error } = useQuery({ ...invoiceQuery(id), refetchOnWindowFocus: false })
  useRecordName(data && documentName(data))
  if (error instanceof ApiProblem && [400, 403, 404].includes(error.status)) return <NotFoundPage />
  if (error && !data) throw error
  if (!data) return null
  if (!data.can.includes('change')) return <Navigate to={`/invoices/${id}`} replace />
  return <Editing key={id} first={data} />
}

function Editing({ first }: { first: Invoice }) {
  const editor = useEditor(first)
  useForgetEmpty(editor.draft.lines.some(isWritten) || editor.draft.subject !== '', first.id)
  return <EditorFrame editor={editor} />
}

/** A document that was begun a moment ago and left without a word leaves nothing behind. */
function useForgetEmpty(written: boolean, id: string): void {
  const { state } = useLocation() as { state: { fresh?: boolean } | null }
  const { forget } = useInvoices()
  const last = useRef({ written, fresh: state?.fresh === true, forget })
  useEffect(() => {
    last.current = { ...last.current, written, forget }
  })
  useEffect(
    () => () => {
      const { written, fresh, forget } = last.current
      if (fresh && !written && !location.pathname.includes(id)) void forget(id)
    },
    [id],
  )
}
