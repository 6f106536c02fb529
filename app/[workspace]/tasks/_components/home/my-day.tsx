import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { counted } from '@/lib/words'
import type { DayOf } from '../wire'

const minutes = (value: number) => (value < 1 ? 'Less than a minute each' : `${value} min each`)

function pace({ minutes: today, usualMinutes: usual }: DayOf['done']): string {
  if (today === null)
    return usual === null ? 'Nothing timed yet' : `Usually ${minutes(usual).toLowerCase()}`
  if (usual === null) return minutes(today)
  if (today <= usual * 0.9) return `${minutes(today)}, faster than usual`
  // Slow days are nobody's business but one's own.
  return minutes(today)
}

function streak(days: number): string {
  if (days === 0) return 'Starts with your first task'
  return days === 1 ? 'First day' : `${counted(days, 'working day')} in a row`
}

/** How the day goes, kindly put. */
export function MyDay({ slug, day }: { slug: string; day: DayOf }) {
  const { today } = day.done
  return (
    <Card
      title="Your day"
      footer={
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          <TextLink href={`/${slug}/tasks/hours`}>Your hours and days off</TextLink>
          <TextLink href={`/${slug}/tasks/quality`}>Your quality</TextLink>
          <TextLink href={`/${slug}/tasks/macros`}>Macros</TextLink>
        </span>
      }
    >
      <DefinitionList
        items={[
          ['Done today', today === 0 ? 'Nothing yet' : counted(today, 'task')],
          ['Pace', pace(day.done)],
          ['Streak', streak(day.done.streak)],
        ]}
      />
    </Card>
  )
}
