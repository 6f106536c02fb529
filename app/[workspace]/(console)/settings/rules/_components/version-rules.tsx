import { Time } from '@/components/ui/time'
import type { ProgrammeVersion } from '@/lib/programme/schema'
import { payoutSentence, ruleSentence, tierSentence } from '@/lib/programme/summary'

export type ShownRules = {
  currency: string
  timeZone: string
  campaigns: ReadonlyMap<string, string>
}

type VersionRulesProps = ShownRules & { version: ProgrammeVersion }

/** A version of the rules in plain sentences. */
export function VersionRules({ version, currency, timeZone, campaigns }: VersionRulesProps) {
  const name = (id: string) => campaigns.get(id) ?? 'a campaign that is gone'
  return (
    <div className="flex flex-col gap-4 text-sm">
      <Part title="Rates">
        {version.tiers.map((row) => (
          <li key={row.tier}>{tierSentence(row)}</li>
        ))}
      </Part>
      <Part title="Bonuses">
        {version.rules.length === 0 && <li className="text-muted">None.</li>}
        {version.rules.map((rule) => (
          <li key={rule.ruleId}>
            <b className="font-medium">{rule.name}:</b> {ruleSentence(rule, name)}
          </li>
        ))}
      </Part>
      <Part title="Payouts">
        <li>{payoutSentence(version, currency)}</li>
      </Part>
      <p className="text-muted text-xs">
        Since <Time at={version.effectiveFrom} timeZone={timeZone} />
        {version.createdByName && `, made by ${version.createdByName}`}
        {version.note && `: ${version.note}`}
      </p>
    </div>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-medium text-muted text-xs">{title}</h3>
      <ul className="flex flex-col gap-1 text-pretty">{children}</ul>
    </section>
  )
}
