import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyButton } from '@/components/ui/copy-button'

export const metadata = { title: 'Sending events' }
export const dynamic = 'force-static'

const tag = `<script async src="https://…/t.js" data-key="tdb_…" data-consent="required"></script>`
const track = `tandem.consent(true)   // when the visitor agrees; false when they change their mind
tandem.track('form.sent', { form: 'contact' })`
const post = `curl https://…/api/v1/events \\
  -H "Authorization: Bearer tdm_…" -H "Content-Type: application/json" \\
  -d '{"events":[{"id":"0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","eventType":"order.placed","userId":"c-17","eventData":{"total":4900}}]}'`

function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border bg-subtle p-3">
      <pre className="min-w-0 flex-1 whitespace-pre-wrap break-all text-xs">{text}</pre>
      <CopyButton text={text} what={what} />
    </div>
  )
}

/** What a site or a program sends in to be counted. */
export default function EventDocsPage() {
  return (
    <PublicShell name="Tandem" actions={<ButtonLink href="/docs/api">REST API</ButtonLink>}>
      <div className="flex max-w-prose flex-col gap-4">
        <h1 className="font-semibold text-3xl tracking-tight">Sending events</h1>
        <h2 className="font-semibold text-xl">From the pages of a site</h2>
        <p>
          Make a browser key under Settings, Events, name your sites, and put its line into their
          pages. It counts page views, also of pages that change without loading.
        </p>
        <Code text={tag} what="the line for a page" />
        <p>
          With <code>data-consent</code> nothing is sent and nothing is kept in the browser before
          your page says that the visitor agrees. Somebody whose browser asks not to be tracked (Do
          Not Track, Global Privacy Control) is not, whatever the page says.
        </p>
        <Code text={track} what="the calls of a page" />
        <h2 className="font-semibold text-xl">From a program</h2>
        <p>With an API key that may send events, up to 500 at a time:</p>
        <Code text={post} what="the call of a program" />
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          <li>
            An answer of 200 says that they are on disk. Any other, or none: send them again under
            the same ids, and each counts once.
          </li>
          <li>
            <code>createdAt</code> may be left out: an id of version 7 carries its time.
          </li>
          <li>
            <code>partnerId</code> and <code>campaignId</code> say whose it was; <code>userId</code>{' '}
            is a name of yours for the person, not their e-mail.
          </li>
          <li>
            429 says in <code>Retry-After</code> when to go on, <code>RateLimit</code> how much is
            left of the minute.
          </li>
        </ul>
      </div>
    </PublicShell>
  )
}
