import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import type { ProgrammeVersion } from '@/lib/programme/schema'
import { type ShownRules, VersionRules } from './version-rules'

type VersionHistoryProps = ShownRules & { versions: readonly ProgrammeVersion[] }

/** The rules that held before, and those that were withdrawn. */
export function VersionHistory({ versions, ...shown }: VersionHistoryProps) {
  if (versions.length === 0) return null
  return (
    <Card
      title="Before"
      description="Every commission names the version that it was made under, and stays as it is."
    >
      {versions.map((version) => (
        <Disclosure
          key={version.version}
          summary={
            <span>
              Version {version.version},{' '}
              <span className="font-normal text-muted">
                {version.state === 'withdrawn' ? 'withdrawn, was to begin ' : 'from '}
                <Time at={version.effectiveFrom} timeZone={shown.timeZone} format="date" />
              </span>
            </span>
          }
        >
          <VersionRules version={version} {...shown} />
        </Disclosure>
      ))}
    </Card>
  )
}
