import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { nameOf, useVocabulary } from '../contact-api.ts'
import { ClassBadge, LabelBadge, Tags, VisibilityMark } from '../contact-parts.tsx'
import { HeadActions } from './head-actions.tsx'
import { Picture } from './picture.tsx'
import { TemperatureStrip } from './temperature-strip.tsx'

interface RecordHeadProps extends ComponentProps<typeof HeadActions> {
  children?: ReactNode
}

/** Who this is, at a glance: picture, name, company, how warm, and what one does next. */
export function RecordHead({ contact, Mail, children }: RecordHeadProps) {
  const t = useText()
  const vocabulary = useVocabulary()
  const type = vocabulary.types.find(({ id }) => id === contact.typeId)
  const managers = contact.managers.map((id) => nameOf(vocabulary, id))
  const shown = managers.slice(0, 3)
  return (
    <header className="record-head">
      <Picture contact={contact} />
      <div className="record-names">
        <h1>
          {contact.title && <span className="record-degree">{contact.title} </span>}
          {contact.displayName}
        </h1>
        <SubTitle contact={contact} />
      </div>
      <div className="record-marks">
        <LabelBadge label={type} />
        <ClassBadge value={contact.class} />
        <TemperatureStrip contact={contact} />
        <Tags names={contact.tags} known={vocabulary.tags} most={4} />
        {shown.length > 0 && (
          <span className="faces" title={managers.join(', ')}>
            {shown.map((name, index) => (
              // eslint-disable-next-line react/no-array-index-key -- two users may share a name
              <Face key={`${name} ${index}`} name={name} />
            ))}
            {managers.length > shown.length && <span className="muted num">+{managers.length - 3}</span>}
            <span className="sr-only">{t('page.managers', { names: managers.join(', ') })}</span>
          </span>
        )}
        <VisibilityMark value={contact.visibility} />
        {children}
      </div>
      <HeadActions contact={contact} {...(Mail && { Mail })} />
    </header>
  )
}

function SubTitle({ contact }: { contact: Contact }) {
  const { position, companyId, companyName, industry, kind } = contact
  if (kind === 'company') return industry && <p className="record-sub">{industry}</p>
  if (!position && !companyName) return null
  return (
    <p className="record-sub">
      {position}
      {position && companyName && ' · '}
      {companyId ? <Link to={`/contacts/${companyId}`}>{companyName}</Link> : companyName}
    </p>
  )
}
