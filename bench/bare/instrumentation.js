// Next would take the one of the folder above.
export function register() {}
