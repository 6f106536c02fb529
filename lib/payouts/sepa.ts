/** Letters that do not fall apart into a base letter and marks, as banks write them. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  є: 'ye',
  і: 'i',
  ґ: 'g',
  ђ: 'dj',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
  '&': '+',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
}

const known = (char: string): string | undefined => {
  const found = letters[char.toLowerCase()]
  if (found === undefined || char === char.toLowerCase()) return found
  return found.charAt(0).toUpperCase() + found.slice(1)
}

/**
 * Text in the characters that every SEPA bank takes, cut to a length. What has no letters of its
 * own there becomes a full stop; a slash neither begins nor ends it, nor stands twice.
 */
export function sepaText(text: string, max: number): string {
  const latin = [...text.normalize('NFKC')]
    .map(
      (char) =>
        known(char) ?? [...char.normalize('NFD')].map((part) => known(part) ?? part).join(''),
    )
    .join('')
    .replace(/\p{M}/gu, '')
    .replace(/\s/gu, ' ')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/gu, '.')
  return latin
    .replace(/\/{2,}/g, '/')
    .replace(/ {2,}/g, ' ')
    .slice(0, max)
    .replace(/^[/ ]+|[/ ]+$/g, '')
}
