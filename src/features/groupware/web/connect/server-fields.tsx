import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useText } from '#ui/texts.ts'
import type { MailServer } from '../../account.ts'
import type { AccessForm } from './access-form.ts'

const SECURITY = ['tls', 'starttls', 'none'] as const
/** What ports usually mean (RFC 8314). */
const PORTS = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
} as const

interface ServerFieldsProps {
  values: AccessForm
  fields: Record<string, string>
  onChange: (part: Partial<AccessForm>) => void
}

/** All servers of an account; what is left empty is not used. */
export function ServerFields({ values, fields, onChange }: ServerFieldsProps) {
  return (
    <>
      {(['imap', 'smtp'] as const).map((server) => (
        <MailServerFields
          key={server}
          server={server}
          value={values[server]}
          fields={fields}
          onChange={(value) => onChange({ [server]: value })}
        />
      ))}
      {(['caldav', 'carddav'] as const).map((server) => (
        <DavServerField
          key={server}
          server={server}
          value={values[server]}
          fields={fields}
          onChange={(value) => onChange({ [server]: value })}
        />
      ))}
    </>
  )
}

interface MailFieldsProps {
  server: 'imap' | 'smtp'
  value: MailServer | null
  fields: Record<string, string>
  onChange: (value: MailServer | null) => void
}

/** Host, port and encryption of a server of mail; without a host it is not used. */
function MailServerFields({ server, value, fields, onChange }: MailFieldsProps) {
  const t = useText()
  const shown = value ?? { host: '', port: PORTS[server].tls, security: 'tls' as const }
  const set = (part: Partial<MailServer>) => {
    const next = { ...shown, ...part }
    onChange(next.host.trim() === '' ? null : next)
  }
  return (
    <fieldset className="server-fields">
      <legend>{t(`groupware.server.${server}`)}</legend>
      <TextInput
        className="server-host"
        label={t('groupware.host')}
        placeholder={`${server}.example.de`}
        value={shown.host}
        error={fields[`${server}.host`]}
        onChange={(event) => set({ host: event.currentTarget.value })}
      />
      <NumberInput
        label={t('groupware.port')}
        hideControls
        min={1}
        max={65_535}
        value={shown.port}
        error={fields[`${server}.port`]}
        onChange={(port) => set({ port: Number(port) || shown.port })}
      />
      <NativeSelect
        label={t('groupware.security')}
        data={SECURITY.map((security) => ({ value: security, label: t(`groupware.security.${security}`) }))}
        value={shown.security}
        onChange={(event) => {
          const security = SECURITY.find((one) => one === event.currentTarget.value) ?? 'tls'
          set({ security, port: PORTS[server][security] })
        }}
      />
    </fieldset>
  )
}

interface DavFieldProps {
  server: 'caldav' | 'carddav'
  value: string
  fields: Record<string, string>
  onChange: (value: string) => void
}

/** The address of a server of calendars or address books; empty: it is not used. */
function DavServerField({ server, value, fields, onChange }: DavFieldProps) {
  const t = useText()
  return (
    <TextInput
      label={t(`groupware.server.${server}`)}
      placeholder="https://"
      inputMode="url"
      value={value}
      error={fields[`${server}.url`]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
