type Param = string | string[] | undefined

/** The code in `?ref=`, of the first when there are several. */
export const referralCodeOf = (ref: Param): string | undefined =>
  (Array.isArray(ref) ? ref[0] : ref)?.slice(0, 40) || undefined

/** A page of the programme that keeps whose link a visitor followed. */
export function referredHref(path: string, ref: Param): string {
  const code = referralCodeOf(ref)
  return code ? `${path}?${new URLSearchParams({ ref: code })}` : path
}
