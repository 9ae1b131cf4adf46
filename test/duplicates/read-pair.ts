import type { Subject } from '#features/contacts/match-facts.ts'

/**
 * A contact in one line: `Anna/Müller; #Berg GmbH; anna@berg.de; 0171 2345678; 35390 Hauptstr. 5; *1975-12-24; mr`.
 * A line that begins with `#` is a company; `USt DE…` its VAT id.
 */
export function readContact(line: string): Subject {
  const parts = line.split(';').map((part) => part.trim())
  const subject: Subject & { details: NonNullable<Subject['details']>[number][] } = {
    kind: 'person',
    details: [],
  }
  parts.forEach((part, place) => {
    const row = (kind: 'email' | 'phone' | 'web') =>
      subject.details.push({ kind, category: 'work', value: part.replace(/^www /, ''), primary: false })
    const address = /^(\d{4,5}) ([A-ZÄÖÜ].+?) (\d+\w?)$/.exec(part)
    if (part.startsWith('#')) {
      subject.companyName = part.slice(1)
      if (place === 0) subject.kind = 'company'
    } else if (part.startsWith('USt ')) subject.vatId = part.slice(4)
    else if (part.startsWith('*')) subject.birthday = part.slice(1)
    else if (part === 'ms' || part === 'mr') subject.salutation = part
    else if (part.startsWith('www ')) row('web')
    else if (part.includes('@')) row('email')
    else if (place === 0) [subject.firstName, subject.lastName] = part.split('/')
    else if (address && !/^(App|DW)/.test(address[2] ?? '')) {
      const [, postalCode = '', street = '', houseNumber = ''] = address
      const value = { street, houseNumber, postalCode, city: '', state: '', country: '' }
      subject.details.push({ kind: 'address', category: 'work', value, primary: false })
    } else if (part !== '') row('phone')
  })
  return subject
}
