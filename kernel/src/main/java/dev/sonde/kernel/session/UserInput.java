package dev.sonde.kernel.session;

import java.io.IOException;

/** Asks the user on behalf of the cell that runs. */
public final class UserInput {

    private UserInput() {}

    /**
     * Asks for one line and waits for it.
     *
     * @param prompt shown to the user
     * @param password true to hide what is typed
     * @throws IOException if nobody can answer, or no session is open
     * @throws InterruptedException if the cell is interrupted while it waits
     */
    public static String ask(String prompt, boolean password) throws IOException, InterruptedException {
        if (StandardStreams.input() instanceof LineInput cells) {
            return cells.ask(prompt, password);
        }
        throw new IOException("There is no cell that could ask for input.");
    }

    /** A text, with dots for what the user typed as a password. */
    public static String hidden(String text) {
        return StandardStreams.input() instanceof LineInput cells ? cells.hidden(text) : text;
    }

    /** Whether the user typed {@code text} as a password: a list of values does not show it then. */
    public static boolean isSecret(String text) {
        return StandardStreams.input() instanceof LineInput cells && cells.isSecret(text);
    }
}
