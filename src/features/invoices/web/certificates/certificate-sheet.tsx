import { Select, TextInput } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { daysAfter, today } from '#features/tasks/web/days.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { upload } from '#ui/inputs/upload.ts'
import { useText } from '#ui/texts.ts'
import type { Certificate } from '../../certificate.ts'
import { useCertificates } from './certificates-api.ts'

interface CertificateSheetProps {
  contactId: string
  /** The one to be changed; a new one without. */
  certificate?: Certificate
  onDone: () => void
}

/** A customer's certificate that he owes the tax himself (form USt 1 TG). */
export function CertificateSheet({ contactId, certificate, onDone }: CertificateSheetProps) {
  const t = useText()
  const { save } = useCertificates(contactId)
  const first = {
    type: certificate?.type ?? 'cleaning',
    taxOffice: certificate?.taxOffice ?? '',
    number: certificate?.number ?? '',
    validFrom: certificate?.validFrom ?? today(),
    validTo: certificate?.validTo ?? daysAfter(today(), 3 * 365),
    fileId: certificate?.fileId ?? null,
  }
  const { values, set, fields, ...form } = useForm(first, (input) => save(certificate?.id, input), onDone)
  return (
    <FormSheet
      title={t(certificate ? 'certificates.edit' : 'certificates.new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('plans.save')}
      onSubmit={form.submit}
      onClose={onDone}
    >
      <Select
        label={t('certificates.type')}
        allowDeselect={false}
        data={(['cleaning', 'construction'] as const).map((value) => ({
          value,
          label: t(`certificates.type.${value}`),
        }))}
        value={values.type}
        onChange={(type) => set({ type: type === 'construction' ? 'construction' : 'cleaning' })}
      />
      <div className="invoice-pair">
        <TextInput
          label={t('certificates.tax_office')}
          maxLength={255}
          error={fields['taxOffice']}
          value={values.taxOffice}
          onChange={(event) => set({ taxOffice: event.currentTarget.value })}
        />
        <TextInput
          label={t('certificates.number')}
          maxLength={100}
          error={fields['number']}
          value={values.number}
          onChange={(event) => set({ number: event.currentTarget.value })}
        />
        <DayInput
          label={t('certificates.from')}
          required
          value={values.validFrom}
          error={fields['validFrom']}
          onChange={(validFrom) => validFrom && set({ validFrom })}
        />
        <DayInput
          label={t('certificates.to')}
          required
          value={values.validTo}
          error={values.validTo < values.validFrom ? t('invoices.before_from') : fields['validTo']}
          onChange={(validTo) => validTo && set({ validTo })}
        />
      </div>
      <Scan fileId={values.fileId} onChange={(fileId) => set({ fileId })} />
    </FormSheet>
  )
}

function Scan({ fileId, onChange }: { fileId: string | null; onChange: (id: string | null) => void }) {
  const t = useText()
  if (!fileId)
    return (
      <DropArea
        label={t('certificates.scan')}
        accept="application/pdf,image/*"
        send={async (file, onProgress) => {
          const { items } = await upload<{ items: { id: string }[] }>('/files', file, { onProgress })
          if (items[0]) onChange(items[0].id)
        }}
      />
    )
  return (
    <p className="certificate-scan">
      <IconPaperclip size={15} stroke={1.75} />
      <span className="grow">{t('certificates.scan_there')}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('certificates.scan_remove')}
        onClick={() => onChange(null)}
      >
        <IconX size={15} stroke={1.75} />
      </button>
    </p>
  )
}
