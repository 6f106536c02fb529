'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from '@/components/ui/button'

/** Stays enabled until the form is sent; then it waits for the answer. */
export function SubmitButton({ variant = 'primary', ...props }: Omit<ButtonProps, 'type'>) {
  const { pending } = useFormStatus()
  return <Button type="submit" variant={variant} pending={pending} {...props} />
}
