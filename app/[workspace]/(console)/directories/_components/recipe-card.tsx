import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { automation } from '@/lib/automation/procedures'
import { RecipeButtons } from './recipe-buttons'

type RecipeCardProps = { slug: string; directoryId: string; editable: boolean }

/** How the automation submits here, in words; the recipe itself is JSON behind the button. */
export async function RecipeCard({ slug, directoryId, editable }: RecipeCardProps) {
  const { recipe, description, inUse, secrets } = await ask(automation.find, slug, {
    id: directoryId,
  })
  const missing = secrets.filter(({ setAt }) => !setAt).map(({ name }) => name)
  return (
    <Card
      title="Automation"
      description={
        recipe && !inUse
          ? 'Not in use: the method of the directory is another one.'
          : missing.length > 0
            ? `Not ready: set the secret ${missing.join(', ')}.`
            : undefined
      }
      actions={
        editable && (
          <RecipeButtons
            slug={slug}
            directoryId={directoryId}
            recipe={recipe && JSON.stringify(recipe, null, 2)}
            secrets={secrets.map(({ name }) => name)}
          />
        )
      }
    >
      {description.length > 0 ? (
        <ol className="flex list-decimal flex-col gap-1 pl-5 text-sm marker:text-muted">
          {description.map((line, index) => (
            <li key={index} className="wrap-anywhere">
              {line}
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-muted text-sm">
          No recipe yet, so a person submits here. A recipe says which request to send, or which
          form to fill in.
        </p>
      )}
    </Card>
  )
}
