import { drawer } from './random.ts'
import type { Random } from './random.ts'

// The commonest last names of Germany with their real shares (per cent of all people); the rest, about 84 per cent of
// all people, is a tail of thirty thousand composed names that gets rarer as the real one does.

const COMMON =
  'Müller 0.95 Schmidt 0.69 Schneider 0.40 Fischer 0.35 Meyer 0.33 Weber 0.30 Schulz 0.27 Wagner 0.27 Becker 0.27 Hoffmann 0.26 ' +
  'Schäfer 0.25 Koch 0.24 Bauer 0.24 Richter 0.23 Klein 0.22 Wolf 0.22 Schröder 0.21 Neumann 0.20 Schwarz 0.19 Zimmermann 0.19 ' +
  'Braun 0.18 Krüger 0.18 Hofmann 0.17 Hartmann 0.17 Lange 0.16 Schmitt 0.16 Werner 0.15 Schmitz 0.15 Krause 0.15 Meier 0.15 ' +
  'Lehmann 0.14 Schmid 0.14 Schulze 0.13 Maier 0.13 Köhler 0.13 Herrmann 0.13 König 0.12 Walter 0.12 Mayer 0.12 Huber 0.12 ' +
  'Kaiser 0.12 Fuchs 0.11 Peters 0.11 Lang 0.11 Scholz 0.11 Möller 0.11 Weiß 0.11 Jung 0.10 Hahn 0.10 Schubert 0.10 ' +
  'Vogel 0.10 Friedrich 0.10 Keller 0.10 Günther 0.09 Frank 0.09 Berger 0.09 Winkler 0.09 Roth 0.09 Beck 0.09 Lorenz 0.09 ' +
  'Baumann 0.08 Franke 0.08 Albrecht 0.08 Schuster 0.08 Simon 0.08 Ludwig 0.08 Böhm 0.08 Winter 0.08 Kraus 0.08 Martin 0.08 ' +
  'Schumacher 0.08 Krämer 0.08 Vogt 0.08 Stein 0.07 Jäger 0.07 Otto 0.07 Sommer 0.07 Groß 0.07 Seidel 0.07 Heinrich 0.07 ' +
  'Brandt 0.07 Haas 0.07 Schreiber 0.07 Graf 0.07 Schulte 0.07 Dietrich 0.07 Ziegler 0.06 Kuhn 0.06 Kühn 0.06 Pohl 0.06 ' +
  'Engel 0.06 Horn 0.06 Busch 0.06 Bergmann 0.06 Thomas 0.06 Voigt 0.06 Sauer 0.06 Arnold 0.06 Wolff 0.06 Pfeiffer 0.06'

const STARTS =
  'Al Ander Bach Bäu Behr Bern Birk Blu Bor Brem Brink Bru Buch Burg Dahl Dick Dorn Dre Eber Eich El Ern Feld Fin Flei Fried Gei ' +
  'Gold Gott Grün Gut Hag Hain Heil Hel Hil Hirsch Hol Hör Jan Kal Kess Kir Kling Kno Kol Kron Kup Lan Leh Lem Lin Loh Lud Mar Mau ' +
  'Mel Merk Mil Mos Nach Nie Nol Nüss Ober Ost Pau Pfeif Pla Pol Prei Rau Reh Rein Rie Rit Rö Rüb Sand Scha Scheu Schil Schön ' +
  'Schwei Sei Sie Son Spa Stei Stol Stü Tan Teich Til Tro Uhl Ul Vet Vol Wal Wei Wen Wie Wil Win Zei Zim Zor'
const MIDDLES =
  'a acker bach bald baum berg born bruch dorf eck en er feld fels fur gart grub ham haus heid hof holz horst kamp kel kirch land ' +
  'len lich lin lo man mark mer moos mühl nau ner rad rich roth sal schei see sel stad stet tal ter wald wang wies'
const ENDS = ' er mann meier mayr bauer hofer inger ner l ke ow ski s lein le stein ig olt ing hart'

const TAIL_NAMES = 30_000
const COMMON_RANK = 100

const common = [...COMMON.matchAll(/(\S+) ([\d.]+)/g)].map(
  (found) => [found[1] ?? '', Number(found[2])] as const,
)
const commonShare = common.reduce((sum, [, share]) => sum + share, 0)
const drawCommon = drawer(common)

/** A last name as common as it is in Germany. */
export function surname(random: Random): string {
  return random.next() * 100 < commonShare ? drawCommon(random) : drawRare(random)
}

const drawRare = drawer(tailNames().map((name, place) => [name, 1 / (COMMON_RANK + place) ** 0.55] as const))

/** Spread over all combinations, so that neighbours in rank do not begin alike. */
function tailNames(): string[] {
  const names = new Set<string>()
  const [starts, middles, ends] = [STARTS.split(' '), MIDDLES.split(' '), ENDS.split(' ')]
  const all = starts.length * middles.length * ends.length
  for (let at = 0; names.size < TAIL_NAMES; at++) {
    const one = (at * 7919) % all
    const start = starts[one % starts.length] ?? ''
    const middle = middles[Math.floor(one / starts.length) % middles.length] ?? ''
    const end = ends[Math.floor(one / starts.length / middles.length)] ?? ''
    names.add(start + middle + end)
  }
  return [...names]
}
