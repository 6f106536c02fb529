import { Disclosure } from '@/components/ui/disclosure'
import type { Event } from '@/lib/events/schema'

type Other = { name: string; reasons: string[] }

/** Why the rule gave it to this person, and why not to the others, as it was then. */
export function WhyThem({ events }: { events: readonly Event[] }) {
  const found = events.find(
    ({ type, data }) => type === 'action.assigned' && Array.isArray(data.why),
  )
  if (!found) return null
  const why = found.data.why as string[]
  const others = (found.data.others ?? []) as Other[]
  return (
    <Disclosure summary={`Why ${String(found.data.to)}`}>
      <ul className="flex list-disc flex-col gap-0.5 pl-5 text-sm">
        {why.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <p className="mt-3 font-medium text-sm">Why not the others</p>
          <ul className="mt-1 flex flex-col gap-0.5 text-muted text-sm">
            {others.map(({ name, reasons }) => (
              <li key={name}>
                {name} {reasons.join(' and ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Disclosure>
  )
}
