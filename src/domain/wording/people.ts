/** A post or a person that no document knows any more. */
export const nobodyKnown = (): string => '社区'
/** In the place of a name that is not everybody's business. */
export const somebody = (): string => '某人'
