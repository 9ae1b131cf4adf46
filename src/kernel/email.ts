import { asciiDomain } from './domain.ts'
import type { Finding } from './finding.ts'

/** The address as it is stored: no spaces around, no invisible characters, the domain in lower case. */
export function normaliseEmail(text: string): string {
  const address = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim()
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}

/** Equal for two addresses that reach the same mailbox in practice; for comparing, not for sending. */
export function emailKey(text: string): string {
  const address = normaliseEmail(text).toLowerCase()
  const at = address.lastIndexOf('@') + 1
  return at === 0 ? address : address.slice(0, at) + asciiDomain(address.slice(at))
}

/** Whether an address belongs to a post or a household and not to one person: info@, buchhaltung@, familie.berg@. */
export function isShared(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  return SHARED.has(local.replace(/[\d._+-]+$/, '')) || /^(familie|family|fam)[._-]/.test(local)
}

/** The part after the last `@`, in lower case; null if there is none. */
export function emailDomain(text: string): string | null {
  const address = normaliseEmail(text)
  const at = address.lastIndexOf('@')
  return at < 0 || at === address.length - 1 ? null : address.slice(at + 1)
}

/**
 * Whether mail can be sent to the address: RFC 5321 lengths, RFC 5322 dot-atom before the `@` (no quoted
 * strings), a domain name with a dot, umlaut domains included.
 */
export function checkEmail(text: string): Finding | null {
  const address = normaliseEmail(text)
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  if (at < 0) return finding('at_missing', 'The @ is missing.')
  if (!local) return finding('local_missing', 'The name before the @ is missing.')
  if (!domain) return finding('domain_missing', 'The domain after the @ is missing.')
  if (/[\s\p{Cc}]/u.test(address)) return finding('space', 'There is a space inside the address.')
  if (address.length > 254 || local.length > 64) return finding('too_long', 'The address is too long.')
  if (/^\.|\.\.|\.$|^[^@]*\.@/.test(address)) return finding('dots', 'There is a dot too many.')
  if (/[^\p{ASCII}]/u.test(local))
    return finding('local_letters', 'Before the @ only letters without accents work.')
  if (!LOCAL.test(local)) return finding('local', 'There is a character before the @ that may not be there.')
  if (!domain.includes('.')) return finding('domain_ending', 'The domain has no ending such as .de or .com.')
  return isDomain(domain) ? null : finding('domain', 'The domain after the @ is not a domain name.')
}

/** Whether the domain belongs to a mail provider, so that it says nothing about the firm of a person. */
export function isFreemail(domain: string): boolean {
  return FREEMAIL.has(domain.toLowerCase())
}

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  const ending = labels.at(-1) ?? ''
  return labels.every((label) => LABEL.test(label)) && ending.length > 1 && /\p{L}/u.test(ending)
}

function finding(code: string, message: string): Finding {
  return { code: `email.${code}`, message }
}

const SHARED = new Set(
  `info infos information office buero büro kontakt contact mail email e-mail post hallo hello hi willkommen service services
  support hilfe help helpdesk hotline kundenservice kundendienst kundencenter verkauf vertrieb sales einkauf purchase
  purchasing bestellung bestellungen order orders auftrag angebot anfrage anfragen angebote buchhaltung accounting
  accounts finance finanzen rechnung rechnungen invoice invoices billing mahnung personal personalabteilung hr jobs job
  bewerbung bewerbungen karriere career marketing presse press pr werbung redaktion newsletter news team zentrale
  empfang rezeption reception sekretariat verwaltung admin administrator administration webmaster hostmaster
  postmaster abuse noreply no-reply donotreply datenschutz privacy dsb recht legal gf geschaeftsleitung
  geschaeftsfuehrung management leitung vorstand praxis kanzlei werkstatt lager versand logistik logistics technik it edv
  shop onlineshop store online web firma company gemeinde rathaus poststelle mitglieder verein vorsitz ausbildung
  familie family fam haus home termin termine reservierung booking`.split(/\s+/),
)

const FREEMAIL = new Set(
  `gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.eu gmx.info gmx.li web.de email.de mail.de freenet.de t-online.de
  magenta.de arcor.de vodafone.de kabelmail.de unitybox.de online.de onlinehome.de alice.de alice-dsl.net o2online.de
  o2mail.de versanet.de ewetel.net ewe.net netcologne.de osnanet.de htp-tel.de mnet-online.de posteo.de posteo.net
  mailbox.org tutanota.com tutanota.de tuta.io tuta.com aon.at a1.net chello.at inode.at liwest.at utanet.at drei.at
  bluewin.ch hispeed.ch sunrise.ch swissonline.ch bluemail.ch gmail.com googlemail.com outlook.com outlook.de
  outlook.at outlook.fr hotmail.com hotmail.de hotmail.ch hotmail.fr hotmail.it hotmail.co.uk live.com live.de
  live.at live.fr live.nl msn.com yahoo.com yahoo.de yahoo.at yahoo.fr yahoo.it yahoo.es yahoo.co.uk ymail.com
  rocketmail.com icloud.com me.com mac.com aol.com aol.de aim.com proton.me protonmail.com protonmail.ch pm.me
  fastmail.com zoho.com mail.com email.com hey.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it
  virgilio.it tiscali.it alice.it ziggo.nl kpnmail.nl planet.nl skynet.be telenet.be pt.lu wp.pl o2.pl onet.pl
  interia.pl seznam.cz centrum.cz azet.sk freemail.hu citromail.hu btinternet.com sky.com virginmedia.com
  comcast.net verizon.net att.net sbcglobal.net yandex.com yandex.ru mail.ru qq.com 163.com`.split(/\s+/),
)
