package dev.sonde.kernel.repl;

/** What the code of a cell calls in place of {@code System.exit} and its kin: nothing that a cell does ends the kernel. */
@SuppressWarnings("DoNotCallSuggester") // only rewritten code calls them
public final class CellExit {

    private CellExit() {}

    /** Stands for {@link System#exit}. */
    public static void exit(int status) {
        throw new ExitRefused("System.exit(" + status + ")");
    }

    /** Stands for {@link Runtime#exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.exit(" + status + ")");
    }

    /** Stands for {@link Runtime#halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.halt(" + status + ")");
    }

    /** A cell wanted to end the process. An error, so that a {@code catch (e: Exception)} does not go on behind it. */
    public static final class ExitRefused extends Error {

        private static final long serialVersionUID = 1L;

        ExitRefused(String call) {
            super(call + " would end the kernel, and with it every value of the notebook. "
                    + "To stop here, throw an error; to end the kernel, shut it down from the client.");
        }
    }
}
