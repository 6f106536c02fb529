import { listParam } from '@/components/table/table-url'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { actionTypeLabels, actionTypes } from '@/lib/actions/labels'
import { ask } from '@/lib/api/actions'
import { playbooks } from '@/lib/playbooks/procedures'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { WorkHeader } from '../_components/work-header'

export const metadata = { title: 'Playbooks' }

export default async function PlaybooksPage(props: ListPageProps) {
  const { slug, actor, url } = await openList(props, 'work/playbooks', ['edited'], '-edited')
  const { items } = await ask(playbooks.list, slug, { limit: 200 })
  const asked = listParam(url, 'type')
  const shown = actionTypes.filter((type) => asked.length === 0 || asked.includes(type))
  const editor = (type: string, directoryId?: string | null) =>
    `/${slug}/work/playbooks/${type}${directoryId ? `?directory=${directoryId}` : ''}`

  return (
    <>
      <WorkHeader
        slug={slug}
        current="/playbooks"
        description="How each type of task is done. Whoever works on one reads the version in force beside it."
      />
      <Card flush title="Playbooks" description="For all directories, and for single ones.">
        <ul className="divide-y border-t text-sm">
          {shown.map((type) => {
            const own = items.filter(({ actionType }) => actionType === type)
            const general = own.find(({ directoryId }) => directoryId === null)
            return (
              <li key={type} className="flex flex-col gap-1 px-4 py-2.5">
                <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
                  <TextLink href={editor(type)}>{actionTypeLabels[type]}</TextLink>
                  <span className="text-muted text-xs">
                    {general ? (
                      <>
                        Version {general.version} by {general.authorName},{' '}
                        <Time at={general.createdAt} timeZone={actor.workspace.timezone} />
                      </>
                    ) : (
                      'Not written yet'
                    )}
                  </span>
                </div>
                {own.length > (general ? 1 : 0) && (
                  <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
                    {own
                      .filter(({ directoryId }) => directoryId !== null)
                      .map(({ id, directoryId, directoryName, version }) => (
                        <li key={id}>
                          <TextLink href={editor(type, directoryId)}>
                            {directoryName}, version {version}
                          </TextLink>
                        </li>
                      ))}
                  </ul>
                )}
              </li>
            )
          })}
        </ul>
      </Card>
    </>
  )
}
