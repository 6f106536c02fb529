/** Every door of the product, by domain. REST paths and operation names come from here. */
export const router = {}
