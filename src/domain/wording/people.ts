/** A post or a person that no document knows any more. */
export const nobodyKnown = (): string => '社区'
