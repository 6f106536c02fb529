import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'

const font =
  "Geist, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

const styles = {
  body: { backgroundColor: '#f7f7f9', fontFamily: font, margin: 0, padding: '32px 12px' },
  card: {
    backgroundColor: '#ffffff',
    border: '1px solid #e4e4e9',
    borderRadius: 12,
    maxWidth: 520,
    padding: '28px 32px',
  },
  sender: { color: '#5f6270', fontSize: 13, fontWeight: 600, margin: '0 0 20px' },
  heading: { color: '#1b1c22', fontSize: 20, fontWeight: 600, lineHeight: '28px', margin: 0 },
  text: { color: '#33353f', fontSize: 15, lineHeight: '24px', margin: '12px 0 0' },
  button: {
    backgroundColor: '#4b44c9',
    borderRadius: 8,
    color: '#ffffff',
    fontSize: 15,
    fontWeight: 600,
    padding: '11px 18px',
    textDecoration: 'none',
  },
  small: { color: '#5f6270', fontSize: 13, lineHeight: '20px', margin: '12px 0 0' },
  link: { color: '#4b44c9', wordBreak: 'break-all' },
  rule: { borderColor: '#e4e4e9', margin: '28px 0 4px' },
} as const

type LayoutProps = {
  /** Whose mail this is: a workspace, or Tandem itself. */
  sender: string
  preview: string
  heading: string
  /** Why it came, in the footer. */
  because: string
  children: ReactNode
}

export function Layout({ sender, preview, heading, because, children }: LayoutProps) {
  return (
    <Html lang="en">
      <Head />
      <Preview>{preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.card}>
          <Text style={styles.sender}>{sender}</Text>
          <Heading as="h1" style={styles.heading}>
            {heading}
          </Heading>
          {children}
          <Hr style={styles.rule} />
          <Text style={styles.small}>{because}</Text>
        </Container>
      </Body>
    </Html>
  )
}

export const Paragraph = ({ children }: { children: ReactNode }) => (
  <Text style={styles.text}>{children}</Text>
)

export const Small = ({ children }: { children: ReactNode }) => (
  <Text style={styles.small}>{children}</Text>
)

/** The one thing to do, and its address for mail programs that hide buttons. */
export function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Section style={{ marginTop: 24 }}>
      <Button href={href} style={styles.button}>
        {children}
      </Button>
      <Text style={styles.small}>
        Or open{' '}
        <Link href={href} style={styles.link}>
          {href}
        </Link>
      </Text>
    </Section>
  )
}
