export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-80 rounded-md bg-foreground px-3 py-2 text-background text-sm not-focus:sr-only"
    >
      Skip to the content
    </a>
  )
}
