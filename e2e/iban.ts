/** A German IBAN whose account ends in these four digits, which tell the sandbox how to behave. */
export function ibanEnding(ending: string) {
  const bban = `37040044000000${ending}`
  let remainder = 0
  for (const digit of `${bban}131400`) remainder = (remainder * 10 + Number(digit)) % 97
  return `DE${String(98 - remainder).padStart(2, '0')}${bban}`
}
