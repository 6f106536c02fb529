import { inCategory } from './entry'

const entry = inCategory('ai')

export const ai = [
  entry(
    'theres-an-ai-for-that',
    'There’s An AI For That',
    'https://theresanaiforthat.com',
    'paid',
    'launch',
    'AI tools by task.',
  ),
  entry(
    'futurepedia',
    'Futurepedia',
    'https://www.futurepedia.io',
    'paid',
    'launch',
    'AI tools by category.',
  ),
  entry(
    'future-tools',
    'FutureTools',
    'https://www.futuretools.io',
    'free',
    'launch',
    'AI tools, collected by hand.',
  ),
  entry(
    'toolify',
    'Toolify',
    'https://www.toolify.ai',
    'paid',
    'launch',
    'AI tools with traffic figures.',
  ),
]
