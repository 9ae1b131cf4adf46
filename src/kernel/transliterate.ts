/** Cyrillic and Greek letters as Latin ones, close to how German speakers hear them; other scripts stay as they are. */
export function transliterate(text: string): string {
  return FOREIGN.test(text)
    ? Array.from(text.toLowerCase(), (letter) => LATIN[letter] ?? letter).join('')
    : text
}

const FOREIGN = /[\u0370-\u052F]/

const LATIN: Record<string, string> = Object.fromEntries(
  (
    'а:a б:b в:w г:g ґ:g д:d е:e є:je ё:jo ж:sch з:s и:i і:i ї:ji й:j к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u ф:f х:ch ' +
    'ц:z ч:tsch ш:sch щ:schtsch ъ: ы:y ь: э:e ю:ju я:ja ђ:dj ј:j љ:lj њ:nj ћ:c џ:dsch ' +
    'α:a ά:a β:v γ:g δ:d ε:e έ:e ζ:z η:i ή:i θ:th ι:i ί:i ϊ:i κ:k λ:l μ:m ν:n ξ:x ο:o ό:o π:p ρ:r σ:s ς:s τ:t υ:y ύ:y φ:f ' +
    'χ:ch ψ:ps ω:o ώ:o'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(2)]),
)
