package dev.sonde.kernel.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.out}, {@code System.err} and {@code System.in} of the whole JVM, divided among its sessions.
 *
 * <p>While a session is open, a thread that belongs to it reads and writes through it, a thread that belongs to none
 * through the session opened last. After the last session closed the streams are as they were.
 */
final class StandardStreams {

    /** What a session offers in place of the standard streams. */
    record Ends(OutputStream out, OutputStream err, InputStream in) {}

    private static final InheritableThreadLocal<@Nullable Ends> BOUND = new InheritableThreadLocal<>();
    private static final Deque<Ends> OPEN = new ArrayDeque<>();
    private static @Nullable Ends original;

    private StandardStreams() {}

    /** Opens a session's ends. */
    static synchronized void open(Ends ends) {
        if (OPEN.isEmpty()) {
            original = new Ends(System.out, System.err, System.in);
            System.setOut(new PrintStream(new RoutedOutput(Ends::out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new RoutedOutput(Ends::err), true, StandardCharsets.UTF_8));
            System.setIn(new RoutedInput());
        }
        OPEN.push(ends);
    }

    /** Closes a session's ends. */
    static synchronized void close(Ends ends) {
        OPEN.remove(ends);
        Ends before = original;
        if (OPEN.isEmpty() && before != null) {
            System.setOut((PrintStream) before.out());
            System.setErr((PrintStream) before.err());
            System.setIn(before.in());
        }
    }

    /** Makes the calling thread, and the threads that it starts, belong to a session. */
    static void bind(Ends ends) {
        BOUND.set(ends);
    }

    /** Lets the calling thread belong to no session. */
    static void unbind() {
        BOUND.remove();
    }

    /** Where the calling thread reads from. */
    static InputStream input() {
        return ends().in();
    }

    private static synchronized Ends ends() {
        Ends bound = BOUND.get();
        Ends latest = OPEN.peek();
        if (bound != null && OPEN.contains(bound)) {
            return bound;
        }
        Ends fallback = latest != null ? latest : original;
        if (fallback == null) {
            throw new IllegalStateException("The standard streams were routed before any session opened");
        }
        return fallback;
    }

    private static final class RoutedOutput extends OutputStream {
        private final Function<Ends, OutputStream> end;

        RoutedOutput(Function<Ends, OutputStream> end) {
            this.end = end;
        }

        @Override
        public void write(int b) throws IOException {
            end.apply(ends()).write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            end.apply(ends()).write(bytes, offset, length);
        }
    }

    private static final class RoutedInput extends InputStream {
        @Override
        public int read() throws IOException {
            return ends().in().read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return ends().in().read(into, offset, length);
        }

        @Override
        public int available() throws IOException {
            return ends().in().available();
        }
    }
}
