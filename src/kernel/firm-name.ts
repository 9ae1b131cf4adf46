import { fold, plainVowels } from './fold.ts'
import { remembered } from './remembered.ts'
import { transliterate } from './transliterate.ts'

/** The name of a firm taken apart: what it is called, and under which legal form. */
export interface FirmName {
  /** All words that are not the legal form, sorted: Schuster Maschinenbau is Maschinenbau Schuster. */
  key: string
  words: readonly string[]
  /** `gmbh`, `gmbh cokg` …, however it was spelled; empty where none is written. */
  form: string
}

/** Takes a firm's name apart; a name that is nothing but a legal form stays whole. */
export function firmNameOf(text: string | null | undefined): FirmName {
  return takeApart(text ?? '')
}

const takeApart = remembered((text): FirmName => {
  const plain = plainVowels(fold(transliterate(text)))
  const spelled = plain.replaceAll(AND, ' ').replaceAll(DOTTED, (letters) => letters.replaceAll('.', ''))
  const bare = ` ${spelled.replaceAll(NOT_WORD, ' ').trim()} `
  const forms = [...bare.matchAll(LEGAL_FORM)].map((found) => found[0].replaceAll(' ', ''))
  const form = forms
    .map((one) => ONE_FORM[one] ?? one)
    .filter(Boolean)
    .join(' ')
  const named = bare.replaceAll(LEGAL_FORM, ' ').trim()
  const words = (named || bare.trim()).split(' ').map((word) => SPELLED_OUT[word] ?? word)
  const kept = words.filter((word) => word !== '')
  return { key: kept.toSorted().join(' '), words: kept, form }
})

/** How much a word says about which firm it is, 0 to 1: Bau, Service and Deutschland stand in many names. */
export function firmWordWeight(word: string): number {
  return WEAK.has(word) ? 0.25 : word.length < 3 ? 0.5 : 1
}

const AND = /\s*(?:&|\+|\bund\b|\band\b|\bu\.)\s*/g
const DOTTED = /\b(?:\p{L}\.\s?){2,}/gu
const NOT_WORD = /[^\p{L}\p{N}\p{M}]+/gu

// As whole words, longest first (HGB § 19, GmbHG § 4, AktG § 4, and the neighbours' forms).
const LEGAL_FORM = new RegExp(
  `(?<= )(?:${[
    'gesellschaft mit beschrankter haftung',
    'gesellschaft mbh',
    'haftungsbeschrankt',
    'eingetragene genossenschaft',
    'eingetragener kaufmann',
    'eingetragener verein',
    'aktiengesellschaft',
    'kommanditgesellschaft',
    'offene handelsgesellschaft',
    'gesellschaft burgerlichen rechts',
    'partnerschaftsgesellschaft',
    'part ?g ?mbb',
    'part ?g',
    'ges ?m ?b ?h',
    'g ?gmbh',
    'gmbh',
    'mbh',
    'mbb',
    'co kgaa',
    'co kg',
    'co ohg',
    'kgaa',
    'ug',
    'ag',
    'se',
    'kg',
    'ohg',
    'gbr',
    'e ?k',
    'e ?kfm',
    'e ?kfr',
    'eg',
    'egmbh',
    'e ?v',
    'ek',
    'ltd',
    'limited',
    'llc',
    'llp',
    'plc',
    'inc',
    'corp',
    'b ?v',
    'n ?v',
    's ?a ?r ?l',
    's ?a ?s',
    's ?p ?a',
    's ?r ?l',
    's ?a',
    'ab',
    'oy',
    'a ?s',
    'aps',
    'sp z o ?o',
    's ?r ?o',
    'kft',
    'd ?o ?o',
    'og',
    'eu',
    'firma',
    'fa',
  ].join('|')})(?= )`,
  'g',
)

const ONE_FORM: Record<string, string> = {
  gesellschaftmitbeschrankterhaftung: 'gmbh',
  gesellschaftmbh: 'gmbh',
  gesmbh: 'gmbh',
  mbh: 'gmbh',
  haftungsbeschrankt: '',
  aktiengesellschaft: 'ag',
  kommanditgesellschaft: 'kg',
  offenehandelsgesellschaft: 'ohg',
  gesellschaftburgerlichenrechts: 'gbr',
  partnerschaftsgesellschaft: 'partg',
  eingetragenegenossenschaft: 'eg',
  eingetragenerverein: 'ev',
  eingetragenerkaufmann: 'ek',
  ekfm: 'ek',
  ekfr: 'ek',
  limited: 'ltd',
  firma: '',
  fa: '',
}

const SPELLED_OUT: Record<string, string> = {
  gebr: 'gebruder',
  maschb: 'maschinenbau',
  masch: 'maschinen',
  ing: 'ingenieur',
  ingburo: 'ingenieurburo',
  str: 'strasse',
  dtl: 'deutschland',
  dt: 'deutschland',
  int: 'international',
  intl: 'international',
  techn: 'technik',
  verw: 'verwaltung',
  vers: 'versicherung',
  elektr: 'elektro',
  grp: 'gruppe',
  group: 'gruppe',
  soehne: 'sohne',
  bros: 'gebruder',
  germany: 'deutschland',
}

const WEAK = new Set(
  (
    'bau service services deutschland international gruppe holding handel handels vertrieb vertriebs technik systeme system ' +
    'consulting beratung management verwaltung verwaltungs beteiligungs immobilien gesellschaft unternehmen solutions software ' +
    'gebruder sohn sohne tochter partner der die das fur im am in bei und co austria schweiz europe europa global digital ' +
    'media buro ingenieurburo ingenieur haus werk werke nord sud ost west berlin hamburg munchen koln frankfurt stuttgart ' +
    'dusseldorf leipzig dresden hannover nurnberg bremen essen dortmund wien zurich salzburg graz bern basel'
  ).split(' '),
)
