import { PublicShell } from '@/components/shell/public-shell'
import { Card } from '@/components/ui/card'
import { questionLinks } from '@/lib/actions/procedures/questions'
import { ask } from '@/lib/api/actions'
import { AnswerForm } from './answer-form'

type Props = { params: Promise<{ token: string }> }

export const metadata = { title: 'A question about your listings', robots: { index: false } }

const over = {
  answered: ['Thank you', 'We have your answer and go on from here.'],
  over: ['Nothing to answer any more', 'This question has settled itself in the meantime.'],
  expired: ['This link has expired', 'Please sign in to answer, or reply to our mail.'],
} as const

/** One question, for whoever has the link from the mail; no account is needed. */
export default async function QuestionPage({ params }: Props) {
  const { token } = await params
  const found = await ask(questionLinks.find, undefined, { token })
  const [title, text] =
    found.state === 'open'
      ? [`A question about ${found.directoryName ?? 'your listings'}`, undefined]
      : over[found.state]
  return (
    <PublicShell name={found.workspaceName} href={`/p/${found.workspaceSlug}`}>
      <Card title={title} description={text}>
        {found.state === 'open' && (
          <div className="flex flex-col gap-4">
            <p className="whitespace-pre-line text-pretty text-sm">{found.question}</p>
            <AnswerForm token={token} />
          </div>
        )}
      </Card>
    </PublicShell>
  )
}
