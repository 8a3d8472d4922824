package dev.sonde.chat.jinja;

/**
 * What is not there: empty as text, false as a condition, an error in any other use.
 *
 * @param name for the message
 */
record Undefined(String name) {

    JinjaException used() {
        return JinjaException.of(name + " is undefined");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
