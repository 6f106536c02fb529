type Param = string | string[] | undefined
type Came = { ref?: Param; campaign?: Param }

const first = (value: Param, length: number) =>
  (Array.isArray(value) ? value[0] : value)?.slice(0, length) || undefined

/** The code in `?ref=`, of the first when there are several. */
export const referralCodeOf = ({ ref }: Came): string | undefined => first(ref, 40)

/** The id in `?campaign=`. */
export const campaignOf = ({ campaign }: Came): string | undefined => first(campaign, 36)

/** A page of the programme that keeps whose link a visitor followed, and of which campaign. */
export function referredHref(path: string, came: Came): string {
  const kept = Object.entries({ ref: referralCodeOf(came), campaign: campaignOf(came) })
  const query = new URLSearchParams(kept.flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return query.size > 0 ? `${path}?${query}` : path
}
