import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { openPalette } from './open-palette'

export const PaletteButton = () => (
  <Button aria-label="Find a command" className="find" onClick={openPalette}>
    <Icon name="search" />
    <span className="words">
      Find… <Kbd keys="mod+k" />
    </span>
  </Button>
)
