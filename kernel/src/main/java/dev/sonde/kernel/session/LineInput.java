package dev.sonde.kernel.session;

import dev.sonde.kernel.comm.Comms;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code System.in} of a cell: asks for a line whenever the last one is used up. */
final class LineInput extends InputStream {

    private static final int SHORTEST = 4;

    private final CellConsole console;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private byte[] line = {};
    private int next;

    LineInput(CellConsole console) {
        this.console = console;
    }

    @Override
    public synchronized int read() throws IOException {
        fill();
        return line[next++] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    /** Asks in the middle of what else is read. */
    String ask(String prompt, boolean password) throws IOException, InterruptedException {
        String answer = console.readLine(prompt, password);
        if (password && !answer.isBlank()) {
            secrets.add(answer);
        }
        return answer;
    }

    /** A text without the passwords in it; very short ones stay, as they may be anything. */
    String hidden(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = secret.length() < SHORTEST ? shown : shown.replace(secret, "•••");
        }
        return shown;
    }

    /** Whether a text was typed as a password. */
    boolean isSecret(String text) {
        return secrets.contains(text);
    }

    Comms comms() {
        return console.comms();
    }

    private void fill() throws IOException {
        if (next < line.length) {
            return;
        }
        try {
            line = (console.readLine("", false) + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        } catch (InterruptedException interrupted) {
            throw (IOException)
                    new InterruptedIOException("Interrupted while waiting for input").initCause(interrupted);
        }
    }
}
