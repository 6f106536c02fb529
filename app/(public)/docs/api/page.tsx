import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { openApiDocument } from '@/lib/api/openapi'
import { Operation } from './_components/operation'
import { operationsByTag } from './_components/read'

export const metadata = { title: 'REST API' }
export const dynamic = 'force-static'

const example = `curl https://…/api/v1/leads?status=negotiating&limit=10 \\
  -H "Authorization: Bearer tdm_…"`

/** The OpenAPI document as a page to read, made from the same procedures. */
export default async function ApiDocsPage() {
  const document = await openApiDocument()
  const groups = operationsByTag(document)
  return (
    <PublicShell
      name="Tandem"
      width="wide"
      actions={<ButtonLink href="/api/v1/openapi.json">OpenAPI 3.1</ButtonLink>}
    >
      <div className="flex max-w-prose flex-col gap-4">
        <h1 className="font-semibold text-3xl tracking-tight">REST API</h1>
        <p>
          Make an API key under Settings, API keys. It acts as you in one workspace, and can be
          narrowed to what a program needs.
        </p>
        <pre className="whitespace-pre-wrap break-all rounded-lg border bg-subtle p-4 text-xs">
          {example}
        </pre>
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          <li>
            Amounts are whole numbers in minor units beside their currency: 1234567 with USD is
            $12,345.67.
          </li>
          <li>Times are ISO 8601 in UTC, days are plain dates in the workspace’s time zone.</li>
          <li>
            Lists answer <code>items</code> and <code>nextCursor</code>; send it back as{' '}
            <code>cursor</code>.
          </li>
          <li>
            A change of state is a noun: <code>POST /leads/{'{id}'}/stage</code>.
          </li>
          <li>
            Send an <code>Idempotency-Key</code> with a POST: repeating it gives the first answer
            and no second effect.
          </li>
          <li>
            Errors are problem details (RFC 9457): <code>detail</code> in words, <code>errors</code>{' '}
            per field.
          </li>
        </ul>
      </div>
      <nav aria-label="Sections" className="flex flex-wrap gap-2">
        {groups.map(({ tag }) => (
          <ButtonLink key={tag} size="sm" href={`#${slugOf(tag)}`}>
            {tag}
          </ButtonLink>
        ))}
      </nav>
      {groups.map(({ tag, operations }) => (
        <section key={tag} aria-labelledby={slugOf(tag)} className="flex flex-col gap-3">
          <h2 id={slugOf(tag)} className="scroll-mt-6 font-semibold text-xl">
            {tag}
          </h2>
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
        </section>
      ))}
    </PublicShell>
  )
}

const slugOf = (tag: string) => tag.toLowerCase().replaceAll(' ', '-')
