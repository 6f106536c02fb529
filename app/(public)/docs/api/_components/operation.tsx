import type { ApiOperation } from './read'

/** One operation; its fields unfold without script. */
export function Operation({ operation }: { operation: ApiOperation }) {
  const { method, path, summary, fields } = operation
  return (
    <details className="rounded-lg border bg-raised text-sm shadow-card">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5">
        <span className="w-14 font-mono font-semibold text-xs">{method}</span>
        <span className="min-w-0 break-all font-mono text-xs">{path}</span>
        <span className="text-muted sm:ml-auto">{summary}</span>
      </summary>
      {fields.length > 0 ? (
        <div className="overflow-x-auto border-t px-4 py-3">
          <table className="w-full text-left text-xs">
            <thead className="text-muted">
              <tr>
                <th scope="col" className="py-1 pr-4 font-medium">
                  Field
                </th>
                <th scope="col" className="py-1 pr-4 font-medium">
                  In
                </th>
                <th scope="col" className="py-1 font-medium">
                  Type
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={`${field.where} ${field.name}`} className="border-t">
                  <td className="py-1.5 pr-4 align-top font-mono">
                    {field.name}
                    {field.required && <span className="text-muted"> required</span>}
                  </td>
                  <td className="py-1.5 pr-4 align-top text-muted">{field.where}</td>
                  <td className="break-words py-1.5 align-top text-muted">{field.type}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="border-t px-4 py-3 text-muted text-xs">No fields.</p>
      )}
    </details>
  )
}
