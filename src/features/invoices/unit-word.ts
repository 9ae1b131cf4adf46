import type { Language } from '#kernel/rights.ts'

/** How a letter writes a unit of UN/ECE recommendation 20; what it does not know stays as it is. */
export function unitWord(code: string, language: Language): string {
  return WORDS[code]?.[language] ?? code
}

const word = (de: string, en: string) => ({ de, en })
const WORDS: Partial<Record<string, Record<Language, string>>> = {
  C62: word('Stück', 'pcs'),
  H87: word('Stück', 'pcs'),
  HUR: word('Std.', 'h'),
  MIN: word('Min.', 'min'),
  DAY: word('Tage', 'days'),
  WEE: word('Wochen', 'weeks'),
  MON: word('Monate', 'months'),
  ANN: word('Jahre', 'years'),
  LS: word('pauschal', 'flat'),
  MTK: word('m²', 'm²'),
  MTR: word('m', 'm'),
  MTQ: word('m³', 'm³'),
  KMT: word('km', 'km'),
  KGM: word('kg', 'kg'),
  GRM: word('g', 'g'),
  TNE: word('t', 't'),
  LTR: word('l', 'l'),
  KWH: word('kWh', 'kWh'),
  SET: word('Satz', 'sets'),
  XPK: word('Pakete', 'packs'),
}
