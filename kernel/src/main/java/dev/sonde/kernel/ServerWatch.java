package dev.sonde.kernel;

import org.jspecify.annotations.Nullable;

/** Hears when the Jupyter server ends: one that is killed tells nobody, and its kernels would live on for ever. */
final class ServerWatch {

    /** The variable in which a server names its process to the kernels that are to end with it. */
    static final String VARIABLE = "JPY_PARENT_PID";

    private ServerWatch() {}

    /**
     * Runs a task once the process has ended. Does nothing without a process that can be seen: a kernel may be meant to
     * be independent, or run in a container of its own.
     *
     * @param pid as the variable gives it
     */
    static void onEnd(@Nullable String pid, Runnable task) {
        if (pid != null && pid.matches("[1-9]\\d{0,17}")) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(server -> server.onExit().thenRun(task));
        }
    }
}
