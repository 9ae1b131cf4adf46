import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { visitQuery } from '../visits-api.ts'
import { VisitPanel } from './visit-panel.tsx'
import './visit.css'

/** A visit as a page: on the phone the way everybody sees it. */
export function VisitPage() {
  const t = useText()
  const phone = usePhone()
  const { id = '' } = useParams()
  const { data: visit } = useQuery(visitQuery(id))
  useRecordName(visit?.customer.displayName)
  return (
    <div className="visit-page">
      <h1 className="sr-only">
        {t('visit.one')}: {visit?.customer.displayName}
      </h1>
      {phone && (
        <Link className="visit-back" to="/visits/all">
          <IconChevronLeft size={18} stroke={1.75} />
          {t('visits.list')}
        </Link>
      )}
      <VisitPanel id={id} />
    </div>
  )
}
