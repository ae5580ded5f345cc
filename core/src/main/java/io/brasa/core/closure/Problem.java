package io.brasa.core.closure;

/**
 * Something that cannot travel.
 *
 * @param detail what is special to its kind; may be null
 */
record Problem(Problem.Kind kind, Step step, String detail) {
  enum Kind {
    /** An object's class is not serialisable. */
    NOT_SERIALIZABLE,
    /**
     * An outer object is needed whole and is not serialisable; the detail says why it is needed.
     */
    OUTER_ESCAPES,
    /** Only the driver has it. */
    DRIVER_ONLY,
    /** Java could not make an instance; the detail names the superclass without constructor. */
    CANNOT_BE_MADE,
    /** Writing the graph failed somewhere behind hooks; the detail is what was said. */
    REFUSED
  }
}
