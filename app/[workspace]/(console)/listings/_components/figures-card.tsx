import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { Listing } from '@/lib/listings/schema'
import { shortUrl } from './short-url'

const number = (value: number | null) => value?.toLocaleString('en-US') ?? null

/** What the listing brings, as measured or estimated by somebody's tools. */
export function FiguresCard({ listing, timeZone }: { listing: Listing; timeZone: string }) {
  const { figuresAt, backlinkUrl } = listing
  return (
    <Card
      title="Figures"
      description={
        figuresAt && (
          <>
            As of <Time at={figuresAt} timeZone={timeZone} format="date" />
          </>
        )
      }
    >
      {figuresAt ? (
        <DefinitionList
          items={[
            ['Search rank', number(listing.searchRank)],
            ['Impressions', number(listing.impressions)],
            ['Clicks', number(listing.clicks)],
            ['Visits a month', number(listing.trafficEstimate)],
            ['Leads a month', number(listing.leadEstimate)],
            [
              'Backlink',
              backlinkUrl && (
                <TextLink key="link" external href={backlinkUrl}>
                  {shortUrl(backlinkUrl)}
                </TextLink>
              ),
            ],
          ]}
        />
      ) : (
        <p className="text-muted text-sm">
          None yet. Edit the listing, import a CSV, or send them by the API.
        </p>
      )}
    </Card>
  )
}
