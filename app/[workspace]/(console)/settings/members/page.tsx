import { Pager } from '@/components/table/pager'
import { SearchInput } from '@/components/table/search-input'
import { textParam } from '@/components/table/table-url'
import { Card } from '@/components/ui/card'
import { EmptyFiltered } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { invitations, members } from '@/lib/members/procedures'
import type { SearchParams } from '../../../_components/list-params'
import { SettingsFrame } from '../_components/settings-frame'
import { InvitationList } from './_components/invitation-list'
import { InviteMember } from './_components/invite-member'
import { MemberList } from './_components/member-list'

export const metadata = { title: 'Members' }

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

const pageSize = 50

export default async function MembersPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/settings/members`, params: await searchParams }
  const [page, total, { items: waiting }] = await Promise.all([
    ask(members.list, slug, {
      search: textParam(url, 'q').slice(0, 200) || undefined,
      cursor: textParam(url, 'after') || undefined,
      before: textParam(url, 'before') || undefined,
      limit: pageSize,
    }),
    ask(members.count, slug, { search: textParam(url, 'q').slice(0, 200) || undefined }),
    ask(invitations.list, slug, {}),
  ])
  const manages = may(actor, 'members.manage')
  return (
    <SettingsFrame
      actor={actor}
      tab="/members"
      actions={manages && <InviteMember slug={slug} role={actor.role} />}
    >
      {waiting.length > 0 && (
        <Card title="Invited" flush>
          <InvitationList
            slug={slug}
            invitations={waiting}
            manages={manages}
            timeZone={actor.workspace.timezone}
          />
        </Card>
      )}
      <Card title="Members" actions={<SearchInput url={url} label="Search members" />} flush>
        {page.items.length > 0 ? (
          <MemberList slug={slug} members={page.items} actor={actor} manages={manages} />
        ) : (
          <EmptyFiltered what="members" clearHref={url.pathname} />
        )}
      </Card>
      {total.count > pageSize && (
        <Pager
          url={url}
          from={Number(textParam(url, 'from')) || 1}
          shown={page.items.length}
          pageSize={pageSize}
          total={{ count: total.count, kind: 'exact' }}
          previous={page.previousCursor}
          next={page.nextCursor}
        />
      )}
    </SettingsFrame>
  )
}
