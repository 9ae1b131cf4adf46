import { checkEmail, emailDomain, isFreemail, normaliseEmail } from '#kernel/email.ts'
import { checkIban, formatIban } from '#kernel/iban.ts'
import { checkVatId, formatVatId } from '#kernel/vat-id.ts'
import type { Found, RowKind, Taken } from './pasted.ts'

/** Takes addresses, web pages, numbers and ids out of a line: what has a shape of its own. */
export function takeReach(line: string): Taken {
  const found: Found[] = []
  let left = takeRegister(line, found)
  left = takeMails(left, found)
  left = takeWeb(left, found)
  left = takeVatIds(left, found)
  left = takeIbans(left, found)
  return { found, left: found.length > 0 ? withoutLabels(left) : left }
}

/** The mailbox names and the domains that may be the firm's, anywhere in the text. */
export function mailClues(text: string): { mailboxes: string[]; domains: string[] } {
  const mails = [...readable(text).matchAll(MAIL)].map((match) => normaliseEmail(match[0]))
  const hosts = [...text.matchAll(WEB)].map((match) => hostOf(match[0]))
  const domains = [...mails.map((mail) => emailDomain(mail) ?? ''), ...hosts]
  return {
    mailboxes: mails.map((mail) => mail.slice(0, mail.lastIndexOf('@')).toLowerCase()),
    domains: [...new Set(domains)].filter((domain) => domain && !isFreemail(domain)),
  }
}

const MAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const WEB = /\b(?:https?:\/\/|www\.)[^\s,;<>()|]+/gi
const BARE_WEB =
  /(?:^|\b(?:web|internet|homepage|website|url|www|w)\b[.:\s]+)((?:[a-z0-9-]+\.)+(?:de|at|ch|com|net|org|eu|info|biz|io|li|lu|shop|online)(?:\/\S*)?)(?=$|\s)/i

/** `name (at) firma (punkt) de` as people write it against robots. */
function readable(text: string): string {
  return text
    .replaceAll(/\s*[([{]\s*(?:at|ät|@)\s*[)\]}]\s*/gi, '@')
    .replaceAll(/\s*[([{]\s*(?:dot|punkt)\s*[)\]}]\s*/gi, '.')
}

function takeMails(line: string, found: Found[]): string {
  const text = readable(line)
  let took = false
  const left = text.replaceAll(MAIL, (match) => {
    const value = normaliseEmail(match.replace(/^[.'-]+|[.'-]+$/g, ''))
    if (checkEmail(value)) return match
    took = true
    found.push({ is: 'row', kind: 'email', category: 'work', value, confidence: 'sure' })
    return ' '
  })
  return took ? left.replaceAll(/mailto:|[<>"„“”()]/g, ' ') : line
}

const NETWORKS: [RegExp, RowKind][] = [
  [/(?:^|\.)linkedin\.com$/, 'linkedin'],
  [/(?:^|\.)xing\.(?:com|to)$/, 'xing'],
  [/(?:^|\.)(?:x|twitter)\.com$/, 'x'],
  [/(?:^|\.)facebook\.com$/, 'facebook'],
  [/(?:^|\.)instagram\.com$/, 'instagram'],
  [/(?:^|\.)youtube\.com$/, 'youtube'],
]

function takeWeb(line: string, found: Found[]): string {
  const take = (address: string) => {
    const value = address.replace(/[.,;:/)]+$/, '')
    const kind = NETWORKS.find(([pattern]) => pattern.test(hostOf(value)))?.[1] ?? 'web'
    found.push({ is: 'row', kind, category: 'work', value, confidence: 'sure' })
    return ' '
  }
  const left = line.replaceAll(WEB, take).replaceAll(/\b(?:linkedin|xing)\.com\/\S+/gi, take)
  return left.replace(BARE_WEB, (_, address: string) => take(address))
}

function hostOf(address: string): string {
  return (
    address
      .replace(/^https?:\/\//i, '')
      .split(/[/?#]/)[0]
      ?.replace(/^www\./i, '')
      .toLowerCase() ?? ''
  )
}

const VAT_ID =
  /\b(?:CHE[- ]?\d{3}[. ]?\d{3}[. ]?\d{3}(?: ?(?:MWST|TVA|IVA))?|ATU ?\d{3} ?\d{2} ?\d{3}|ATU ?\d{8}|DE ?\d{3} ?\d{3} ?\d{3}|(?:NL ?\d{9} ?B ?\d{2}|FR ?[A-Z\d]{2} ?\d{3} ?\d{3} ?\d{3}|IT ?\d{11}|LU ?\d{8}|PL ?\d{10}|BE ?0?\d{9}))(?![\d])/g

function takeVatIds(line: string, found: Found[]): string {
  return line.replaceAll(VAT_ID, (match) => {
    const wrong = checkVatId(match)
    if (wrong && /^DE\d{2}/.test(match.replaceAll(' ', '')) && /IBAN/i.test(line)) return match
    const isLabelled = /ust|uid|vat|mwst|umsatz/i.test(line)
    if (wrong && !isLabelled) return match
    const value = formatVatId(match)
    found.push({ is: 'field', field: 'vatId', value, confidence: wrong ? 'guess' : 'sure' })
    return ' '
  })
}

function takeIbans(line: string, found: Found[]): string {
  return line.replaceAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{1,4}){3,8}\b/g, (match) => {
    const value = longestIban(match)
    if (!value) return match
    found.push({ is: 'row', kind: 'iban', category: 'work', value: formatIban(value), confidence: 'sure' })
    return match.slice(value.length)
  })
}

/** `DE… BIC COBADE…`: the words after an IBAN look like more of it, so the check digits say where it ends. */
function longestIban(text: string): string | undefined {
  const parts = text.split(' ')
  for (let count = parts.length; count > 0; count -= 1) {
    const value = parts.slice(0, count).join(' ')
    if (!checkIban(value)) return value
  }
  return undefined
}

const REGISTER =
  /\b(?:(?:Amtsgericht|AG|Registergericht|Handelsregister|Firmenbuch(?:gericht|nummer)?|HR|Sitz|LG|HG|Landesgericht|Handelsgericht)\b.*\b(?:HR[AB]|FN|GnR|PR|VR)\b.*|HR[AB]:? ?\d+.*|FN:? ?\d+ ?[a-z]\b.*|Handelsregister.*\d.*|(?:Registergericht|Register|Amtsgericht)\b[:\s].*|VR ?\d{2,}.*)$/i

/** The commercial register has no field of its own: the whole line is kept. */
function takeRegister(line: string, found: Found[]): string {
  const match = /@|www\./i.test(line) ? null : REGISTER.exec(line)
  if (!match) return line
  const value = match[0].replace(/^(?:Register|Handelsregister|Registergericht)\s*:\s*/i, '').trim()
  found.push({ is: 'field', field: 'register', value, confidence: 'sure' })
  return line.slice(0, match.index)
}

/** The words that stood before what was taken out. */
function withoutLabels(text: string): string {
  return text
    .replaceAll(LABELS, ' ')
    .replaceAll(/\(\s*\)|<\s*>/g, ' ')
    .replace(/^\s*[:.,;-]+|[:,;-]+\s*$/g, '')
}

const LABELS =
  /(?<![\p{L}])(?:e-?mail(?:-adresse)?|mail|web(?:site|seite)?|internet|homepage|url|linkedin|xing|iban|bankverbindung|ust\.?-?\s?id(?:\.|ent)?-?\s?(?:nr|nummer)?|umsatzsteuer-?id(?:entifikationsnummer)?(?:-?nr)?|uid(?:-nr|-nummer)?|vat(?: id| no| reg\.? no)?|mwst(?:-nr)?|e|w)(?:\.|(?![\p{L}]))(?:\s*(?:nr|no)\.)?\s*:?/giu
