package dev.sonde.kernel.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command told: its exit code and what it printed. */
record Told(int code, String out, String err) {

    static Told by(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Sonde.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Told(code, out.toString(), err.toString());
    }
}
