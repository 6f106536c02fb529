import { type ClassValue, clsx } from 'clsx'

/** Joins class names. What a component draws by a class of its own (control.css), utilities override. */
export const cn = (...classes: ClassValue[]): string => clsx(classes)
