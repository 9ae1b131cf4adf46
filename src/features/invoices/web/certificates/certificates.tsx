import { IconCertificate, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { today } from '#features/tasks/web/days.ts'
import { ListError } from '#ui/list/list-states.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import type { Certificate } from '../../certificate.ts'
import { openCertificate } from '../dialogs.ts'
import { dayOf } from '../state.tsx'
import { certificatesQuery, useCertificates } from './certificates-api.ts'

/** Before it ends by so many days, one should ask for the next. */
const SOON = 60

/** Whether a customer owes the tax himself (UStG § 13b Abs. 5), and until when that is proved. */
export function Certificates({ contactId }: { contactId: string }) {
  const t = useText()
  const { data, error, refetch } = useQuery(certificatesQuery(contactId))
  const { remove } = useCertificates(contactId)
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  return (
    <section className="certificates" aria-label={t('certificates.title')}>
      <header>
        <h3>{t('certificates.title')}</h3>
        <button type="button" className="button small" onClick={() => void openCertificate({ contactId })}>
          <IconPlus size={14} stroke={2} />
          {t('certificates.add')}
        </button>
      </header>
      {data?.length === 0 && <p className="muted">{t('certificates.none')}</p>}
      <ul className="plan-rows">
        {data?.map((certificate) => (
          <li key={certificate.id}>
            <IconCertificate size={16} stroke={1.75} />
            <span>{t(`certificates.type.${certificate.type}`)}</span>
            <span className="muted grow">
              {[certificate.taxOffice, certificate.number].filter(Boolean).join(' · ')}
            </span>
            <Validity certificate={certificate} />
            <MoreMenu
              label={t('certificates.menu')}
              items={[
                {
                  id: 'edit',
                  label: t('certificates.edit'),
                  run: () => void openCertificate({ contactId, certificate }),
                },
                {
                  id: 'remove',
                  label: t('certificates.remove'),
                  danger: true,
                  run: () => void remove(certificate),
                },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Validity({ certificate: { validFrom, validTo } }: { certificate: Certificate }) {
  const t = useText()
  const day = today()
  const left = Math.round((Date.parse(validTo) - Date.parse(day)) / 86_400_000)
  if (validTo < day)
    return <span className="badge red">{t('certificates.expired', { day: dayOf(validTo) })}</span>
  if (validFrom > day)
    return <span className="badge">{t('certificates.later', { day: dayOf(validFrom) })}</span>
  return left <= SOON ? (
    <span className="badge amber">{t('certificates.soon', { day: dayOf(validTo), count: left })}</span>
  ) : (
    <span className="badge green">{t('certificates.valid', { day: dayOf(validTo) })}</span>
  )
}
