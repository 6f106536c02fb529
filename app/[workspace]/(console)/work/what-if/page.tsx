import { listParam, textParam } from '@/components/table/table-url'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Stat, StatGroup } from '@/components/ui/stat'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { routing } from '@/lib/routing/procedures'
import { whatIf } from '@/lib/routing/what-if-schema'
import { counted } from '@/lib/words'
import { idParam, type SearchParams } from '../../../_components/list-params'
import { WorkHeader } from '../_components/work-header'
import { LoadChart } from './_components/load-chart'
import { PastDays } from './_components/past-days'
import { waitWords } from './_components/wait-words'
import { WaitingChart } from './_components/waiting-chart'
import { WhatIfForm } from './_components/what-if-form'

export const metadata = { title: 'What if' }

/** Means of a few runs: tenths matter only when there are few. */
const tasks = (mean: number) => String(mean < 10 ? Math.round(mean * 10) / 10 : Math.round(mean))

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export default async function WhatIfPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/work/what-if`, params: await searchParams }
  const without = idParam(url, 'without')
  const read = whatIf.safeParse({
    people: textParam(url, 'people') || undefined,
    skills: listParam(url, 'skills'),
    part: textParam(url, 'part') || undefined,
    days: textParam(url, 'days') || undefined,
    arrivals: textParam(url, 'arrivals') || undefined,
    without: without ? [without] : undefined,
  })
  // A mistyped address asks nothing rather than failing.
  const asked = read.success ? read.data : whatIf.parse({})
  const [answer, forecast] = await Promise.all([
    ask(routing.whatIf, slug, asked),
    ask(routing.forecast, slug, {}),
  ])
  const changed = asked.people > 0 || asked.arrivals !== 100 || Boolean(asked.without?.length)
  const { before, after } = answer
  const pair = (of: (one: typeof before) => string) =>
    changed && of(before) !== of(after) ? `${of(before)} → ${of(after)}` : of(before)

  return (
    <>
      <WorkHeader
        slug={slug}
        current="/what-if"
        description="The coming days played through with the tasks that wait, those that usually come, and the people there are."
      />
      <Callout title={forecast.sentence}>
        {forecast.errorMinutes !== null && (
          <Disclosure
            summary={`On the last seven days it was ${counted(Math.round(forecast.errorMinutes / 6) / 10, 'hour')} off on average`}
          >
            <PastDays past={forecast.past} />
          </Disclosure>
        )}
      </Callout>
      <Card title="What if there were">
        <WhatIfForm asked={asked} skills={answer.skills} everybody={answer.everybody} />
      </Card>
      {changed && (
        <Callout tone={after.late <= before.late ? 'success' : 'warning'} title={answer.sentence}>
          Played through several times, with the same chances before and after.
        </Callout>
      )}
      <StatGroup label="How it would go">
        <Stat
          label="Late tasks"
          value={pair(({ late }) => tasks(late))}
          hint={`of about ${Math.round(before.tasks)}`}
        />
        <Stat label="Half are begun within" value={pair((one) => waitWords(one.waitMedian))} />
        <Stat label="Nine of ten within" value={pair((one) => waitWords(one.waitLong))} />
        <Stat label="Not begun by then" value={pair(({ left }) => tasks(left))} />
      </StatGroup>
      <Card
        flush
        title="How many would wait"
        description="Ready and not begun, on average of the times it was played through."
      >
        <WaitingChart answer={answer} timeZone={actor.workspace.timezone} changed={changed} />
      </Card>
      <Card flush title="Who would be how busy" description="Grey as it is, colour as it would be.">
        <LoadChart before={before} after={after} />
      </Card>
    </>
  )
}
