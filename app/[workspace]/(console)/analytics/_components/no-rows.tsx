/** A widget that is well and has nothing to show. */
export const NoRows = ({ children = 'Nothing in these days.' }: { children?: string }) => (
  <p className="m-auto py-6 text-center text-muted text-sm">{children}</p>
)
