import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { self } from '@/lib/assistants/procedures/self'
import { zonesWith } from '../../../_components/assistants/zones'
import { WelcomeForm } from '../_components/welcome-form'

export const metadata = { title: 'Welcome' }

type Props = { params: Promise<{ workspace: string }> }

/** What an invited virtual assistant looks over once, before the first task. */
export default async function WelcomePage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const me = await ask(self.find, slug, {})
  const { timezone, name } = actor.workspace
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-5">
      <PageHeader
        title={`Welcome to ${name}`}
        description="Is this right? Tasks come to you in these hours and languages. You can change it later."
      />
      <Card>
        <WelcomeForm
          slug={slug}
          me={me}
          zones={zonesWith(me.timezone, timezone)}
          workspaceZone={timezone}
        />
      </Card>
    </div>
  )
}
