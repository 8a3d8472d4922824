package dev.sonde.kernel.cli;

/**
 * One thing that {@code sonde doctor} looked at.
 *
 * @param state how it is
 * @param name short
 * @param found what was found, and what to do where it is not well
 */
record Check(State state, String name, String found) {

    enum State {
        OK("ok    "),
        NOTE("note  "),
        FAILED("FAILED");

        private final String label;

        State(String label) {
            this.label = label;
        }
    }

    static Check ok(String name, String found) {
        return new Check(State.OK, name, found);
    }

    static Check note(String name, String found) {
        return new Check(State.NOTE, name, found);
    }

    static Check failed(String name, String found) {
        return new Check(State.FAILED, name, found);
    }

    String line() {
        return "%s  %-12s %s".formatted(state.label, name, found);
    }
}
