import { drawer } from './random.ts'
import type { Random } from './random.ts'

// Names as frequent as in Germany: the shares of the commonest are real (per cent of all persons), the long tail is
// put together from syllables, so that the dictionary of a big firm has its tens of thousands of words.

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
  'Engel 0.06 Horn 0.06 Busch 0.06 Bergmann 0.06 Thomas 0.06 Voigt 0.06 Sauer 0.06 Arnold 0.06 Wolff 0.06 Pfeiffer 0.06 ' +
  'Yılmaz 0.05 Nowak 0.05 Kowalski 0.04 Özdemir 0.04 Oswald 0.03 Obermüller 0.01 Müllner 0.01 Schmidtke 0.02 Schmieder 0.02 Mayr 0.04'

const STARTS =
  'Al Am Bach Bär Bern Birk Bo Brem Brink Buch Burg Dahl Dick Dorn Eber Eich El Ern Feld Fin Fried Ge Gold Gott Grün Gut Hag Hain Hel ' +
  'Hil Hirsch Hol Hör Ir Jan Kai Kal Kess Kir Kling Kol Kron Kup La Leh Lem Lin Lo Lu Mar Mau Mel Merk Mil Mos Nach Nie Nol Nüss Ober ' +
  'Ol Ost Pa Pfeif Pla Po Prei Rau Reh Rein Rie Rit Ro Rüb Sand Scha Scheu Schil Schön Schwei Sei Sie Son Spa Stei Stol Tan Teich Til ' +
  'Tro Uh Ul Un Ur Vet Vol Wal Wei Wen Wie Wil Win Zei Zim Zorn'
const MIDDLES =
  'a acker au bach bald bau berg born bruch brück dorf eck egg en er feld fels fer furt gart grub gru hag ham haus heid hof holz horst ' +
  'kamp kel ken kirch land len lich lin lo man mark mer mos moos mühl na nau ner rad rein rich roth sal schei see sel sen stad stein ' +
  'stet tal tel ter wald wang wie wies win'
const ENDS =
  ' er mann meier meyer mayr bauer hofer inger ner l ke ow ski sen s lein le el berg stein wein wig olt ing hart'

const FIRST =
  'Thomas 17 Michael 17 Andreas 15 Peter 14 Stefan 12 Christian 12 Wolfgang 11 Klaus 11 Martin 9 Frank 9 Jürgen 9 Markus 8 Sabine 12 ' +
  'Petra 12 Monika 12 Susanne 11 Andrea 11 Claudia 11 Renate 9 Birgit 9 Karin 9 Ursula 9 Anna 9 Julia 9 Katharina 7 Stefanie 7 Nicole 7 ' +
  'Jens 6 Uwe 6 Bernd 6 Hans 9 Matthias 7 Alexander 8 Tobias 5 Daniel 8 Sebastian 6 Jan 6 Florian 5 Philipp 4 Lukas 4 Jonas 3 Felix 3 ' +
  'Maximilian 4 Leon 3 Paul 4 Otto 2 Oskar 1 Oliver 6 Olaf 3 Olga 3 Oskar 1 Jörg 6 Ralf 6 Dieter 8 Günter 6 Heinz 6 Helmut 6 Horst 5 ' +
  'Gerhard 6 Karl 5 Werner 6 Manfred 7 Angelika 6 Brigitte 7 Christine 6 Gabriele 7 Heike 6 Ingrid 6 Martina 6 Silke 4 Sandra 5 ' +
  'Tanja 4 Anja 5 Melanie 4 Lena 4 Laura 5 Sarah 4 Lisa 5 Hannah 2 Emma 2 Mia 2 Sophie 3 Marie 4 Charlotte 2 Johanna 2 Ayşe 1 Mehmet 1 ' +
  'Fatma 1 Mustafa 1 Agnieszka 1 Piotr 1 Elena 2 Sergej 1 Natalia 2 Jürg 1 Bärbel 2 Käthe 1 Björn 3 Sören 1 Zoë 1 Anna-Lena 1 ' +
  'Hans-Peter 2 Karl-Heinz 3 Eva-Maria 1'

const TOWNS =
  'Berlin:10:Berlin:37 Hamburg:20:Hamburg:19 München:80:Bayern:15 Köln:50:Nordrhein-Westfalen:11 Frankfurt_am_Main:60:Hessen:8 ' +
  'Stuttgart:70:Baden-Württemberg:6 Düsseldorf:40:Nordrhein-Westfalen:6 Leipzig:04:Sachsen:6 Dortmund:44:Nordrhein-Westfalen:6 ' +
  'Essen:45:Nordrhein-Westfalen:6 Bremen:28:Bremen:6 Dresden:01:Sachsen:6 Hannover:30:Niedersachsen:5 Nürnberg:90:Bayern:5 ' +
  'Duisburg:47:Nordrhein-Westfalen:5 Bochum:44:Nordrhein-Westfalen:4 Wuppertal:42:Nordrhein-Westfalen:4 Bielefeld:33:Nordrhein-Westfalen:3 ' +
  'Bonn:53:Nordrhein-Westfalen:3 Münster:48:Nordrhein-Westfalen:3 Karlsruhe:76:Baden-Württemberg:3 Mannheim:68:Baden-Württemberg:3 ' +
  'Augsburg:86:Bayern:3 Wiesbaden:65:Hessen:3 Offenbach_am_Main:63:Hessen:1 Oldenburg:26:Niedersachsen:2 Osnabrück:49:Niedersachsen:2 ' +
  'Oberhausen:46:Nordrhein-Westfalen:2 Erfurt:99:Thüringen:2 Mainz:55:Rheinland-Pfalz:2 Rostock:18:Mecklenburg-Vorpommern:2 ' +
  'Kassel:34:Hessen:2 Saarbrücken:66:Saarland:2 Potsdam:14:Brandenburg:2 Freiburg:79:Baden-Württemberg:2 Lübeck:23:Schleswig-Holstein:2 ' +
  'Kiel:24:Schleswig-Holstein:2 Regensburg:93:Bayern:2 Würzburg:97:Bayern:1 Ulm:89:Baden-Württemberg:1 Göttingen:37:Niedersachsen:1 ' +
  'Jena:07:Thüringen:1 Trier:54:Rheinland-Pfalz:1 Koblenz:56:Rheinland-Pfalz:1 Bad_Oeynhausen:32:Nordrhein-Westfalen:1'

const words = (text: string): string[] => text.split(' ')
const weighed = (text: string): [string, number][] =>
  [...text.matchAll(/(\S+) ([\d.]+)/g)].map((m) => [m[1] ?? '', Number(m[2])])

const starts = words(STARTS)
const middles = words(MIDDLES)
const ends = words(ENDS)
const common = weighed(COMMON)
const commonShare = common.reduce((sum, [, share]) => sum + share, 0)
const drawCommon = drawer(common)
export const firstName = drawer(weighed(FIRST))
const drawTown = drawer(
  words(TOWNS).map((town) => {
    const [name = '', zip = '', state = '', weight] = town.split(':')
    return [{ city: name.replaceAll('_', ' '), zip, state }, Number(weight)] as const
  }),
)

export function lastName(random: Random): string {
  const name = random.next() * 100 < commonShare ? drawCommon(random) : rareName(random)
  return random.chance(0.015) ? `${name}-${drawCommon(random)}` : name
}

/** Squared, so that the tail has names that are less rare. */
function rareName(random: Random): string {
  const skewed = <T>(from: T[]): T => from[Math.floor(random.next() ** 2 * from.length)] as T
  return skewed(starts) + skewed(middles) + (random.chance(0.7) ? skewed(ends) : '')
}

export function town(random: Random): { city: string; state: string; postalCode: string } {
  const { city, zip, state } = drawTown(random)
  return { city, state, postalCode: zip + String(random.below(1000)).padStart(3, '0') }
}

const streets = words(
  'Haupt Schul Garten Bahnhof Dorf Berg Birken Linden Kirch Wald Ring Schiller Goethe Jahn Buchen Wiesen Mühlen Industrie Müller Rosen Eichen Bach',
)
export function street(random: Random): string {
  return `${random.one(streets)}${random.one(['straße', 'straße', 'weg', 'allee', 'gasse'])}`
}

const trades = words(
  'Bau Metallbau Elektro Sanitär Dach Holz Möbel Garten Logistik Software Druck Medien Auto Maschinen Medizin Energie Pflege Wein Reise Immobilien',
)
const forms = ['GmbH', 'GmbH', 'GmbH & Co. KG', 'AG', 'e. K.', 'KG', 'OHG', 'UG (haftungsbeschränkt)', 'eG']
export function companyName(random: Random): string {
  const name = random.chance(0.1)
    ? `${lastName(random)} & ${random.one(['Söhne', 'Partner', lastName(random)])}`
    : lastName(random)
  return `${name} ${random.one(trades)} ${random.one(forms)}`
}

export const POSITIONS = [
  'Geschäftsführer',
  'Geschäftsführerin',
  'Einkauf',
  'Leiter Einkauf',
  'Vertrieb',
  'Buchhaltung',
  'Assistenz',
  'Technik',
  'Prokuristin',
  'Inhaber',
]
export const INDUSTRIES = ['Handwerk', 'Handel', 'Industrie', 'Dienstleistung', 'Gesundheit', 'Verwaltung']
