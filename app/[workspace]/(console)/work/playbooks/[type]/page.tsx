import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { actionTypeLabels, actionTypes } from '@/lib/actions/labels'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { directories } from '@/lib/directories/procedures'
import { playbooks } from '@/lib/playbooks/procedures'
import { idParam, type SearchParams } from '../../../../_components/list-params'
import { Changes } from '../_components/changes'
import { Editor } from '../_components/editor'
import { RestoreButton } from '../_components/restore-button'

export const metadata = { title: 'Playbook' }

type Props = { params: Promise<{ workspace: string; type: string }>; searchParams: SearchParams }

export default async function PlaybookPage({ params, searchParams }: Props) {
  const { workspace: slug, type } = await params
  const { actor } = await requirePage(slug)
  const actionType = actionTypes.find((one) => one === type)
  if (!actionType) notFound()
  const url = { pathname: `/${slug}/work/playbooks/${type}`, params: await searchParams }
  const directoryId = idParam(url, 'directory')
  const [versions, directory] = await Promise.all([
    ask(playbooks.history, slug, { actionType, directoryId }),
    directoryId ? ask(directories.find, slug, { id: directoryId }) : null,
  ])
  const looked = versions.find(({ id }) => id === idParam(url, 'version'))
  const before = looked && versions.find(({ version }) => version === looked.version - 1)
  const [current, compared, earlier] = await Promise.all(
    [versions[0], looked, before].map((one) =>
      one ? ask(playbooks.find, slug, { id: one.id }) : Promise.resolve(null),
    ),
  )
  const here = `${url.pathname}${directoryId ? `?directory=${directoryId}` : ''}`

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Playbooks', href: `/${slug}/work/playbooks` }]}
        title={actionTypeLabels[actionType]}
        description={
          directory
            ? `At ${directory.name} alone; other directories have the general one.`
            : 'For every directory that has none of its own.'
        }
      />
      <Card title={current ? `Version ${current.version}` : 'Not written yet'}>
        <Editor
          key={current?.id ?? 'new'}
          slug={slug}
          actionType={actionType}
          directoryId={directoryId ?? null}
          body={current?.body ?? ''}
          version={current?.version ?? 0}
        />
      </Card>
      {versions.length > 0 && (
        <Card flush title="Versions" description="Each can be brought back; those between stay.">
          <ul className="divide-y border-t text-sm">
            {versions.map((one, at) => (
              <li key={one.id} className="flex flex-col gap-3 px-4 py-2.5">
                <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                  <span>
                    <TextLink
                      href={
                        one.id === looked?.id
                          ? here
                          : `${here}${directoryId ? '&' : '?'}version=${one.id}`
                      }
                    >
                      Version {one.version}
                    </TextLink>
                    <span className="text-muted">
                      {' '}
                      by {one.authorName},{' '}
                      <Time at={one.createdAt} timeZone={actor.workspace.timezone} />
                    </span>
                  </span>
                  {at > 0 && (
                    <RestoreButton slug={slug} id={one.id} version={one.version} href={here} />
                  )}
                </div>
                {compared && one.id === looked?.id && (
                  <Changes before={earlier?.body ?? ''} after={compared.body} />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
