package dev.sonde.kernel.session;

import dev.sonde.kernel.comm.Comms;
import dev.sonde.kernel.display.CellDisplay;
import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.display.ValueRenderer;
import java.io.IOException;

/**
 * How the cells of a session and its client talk: what threads of cells print, show, say through comms and ask for goes to
 * the client that sent the running cell.
 */
final class CellConsole implements AutoCloseable {

    private final CellOutput output = new CellOutput(OutputLimit.of(System.getenv(OutputLimit.VARIABLE)));
    private final Comms comms = new Comms(output::comm);
    private final CellDisplay display;
    private final StandardStreams.Ends ends;
    private volatile InputSource input = InputSource.NONE;

    /** Opens a console that takes over the standard streams until it is closed. */
    CellConsole(ValueRenderer renderer) {
        display = new CellDisplay(renderer, output);
        ends = new StandardStreams.Ends(
                new TextStream(StreamName.STDOUT, output),
                new TextStream(StreamName.STDERR, output),
                new LineInput(this));
        StandardStreams.open(ends);
    }

    /** Talks to the client of another cell from now on. */
    void connect(CellRequest request) {
        input = request.input();
        output.target(request.sink());
    }

    /** Shows what follows elsewhere, where nobody can be asked; what is returned ends that. */
    Runnable detour(OutputSink sink) {
        InputSource inputOfCell = input;
        Runnable back = output.detour(sink);
        input = InputSource.NONE;
        return () -> {
            back.run();
            input = inputOfCell;
        };
    }

    /** Makes the calling thread, and the threads that it starts, talk through here. */
    void bind() {
        StandardStreams.bind(ends);
        display.bind();
    }

    /** Lets the calling thread go. */
    void unbind() {
        StandardStreams.unbind();
    }

    CellDisplay display() {
        return display;
    }

    Comms comms() {
        return comms;
    }

    /** Shows text that is not a cell's own. */
    void notice(String text) {
        output.notice(text);
    }

    /** Passes on the text that waits. */
    void flush() {
        output.flush();
    }

    /** Lets a flood of text pass at once: its cell is to stop. */
    void hurry() {
        output.hurry();
    }

    /** Shows a long text; without a client that somebody looks at, below the cell. */
    void page(DisplayBundle text) {
        if (input == InputSource.NONE) {
            output.display(text); // nobody is there to leaf through it, as with nbclient
        } else {
            output.page(text);
        }
    }

    /** Asks the user, on behalf of the running cell. */
    String readLine(String prompt, boolean password) throws IOException, InterruptedException {
        output.flush();
        return input.readLine(prompt, password);
    }

    /** Gives the standard streams back. */
    @Override
    public void close() {
        comms.clear();
        display.unbind();
        StandardStreams.close(ends);
        output.close();
    }
}
