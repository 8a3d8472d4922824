package dev.sonde.kernel;

import dev.sonde.kernel.display.ProgressTable;
import dev.sonde.kernel.display.Renderers;
import dev.sonde.kernel.magic.MagicInterpreter;
import dev.sonde.kernel.magic.SuiteRecord;
import dev.sonde.kernel.transport.QueuedConnection;
import java.nio.file.Path;
import java.util.logging.Logger;

/** Starts the kernel: {@code java … dev.sonde.kernel.KernelMain kernel connection-file.json}. */
public final class KernelMain {

    private static final Logger LOGGER = Logger.getLogger(KernelMain.class.getName());

    private KernelMain() {}

    /** Runs until a client shuts the kernel down. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !arguments[0].equals("kernel")) {
            System.err.println("Usage: kernel CONNECTION_FILE, as the kernelspec's argv says it");
            Runtime.getRuntime().halt(2);
        }
        run(Path.of(arguments[1]));
        Runtime.getRuntime().halt(0); // a cell that still runs, or a native thread, must not keep the process alive
    }

    /** Serves the clients of a connection file until one of them asks for shutdown. */
    public static void run(Path connectionFile) throws Exception {
        ServerWatch.onEnd(
                System.getenv(ServerWatch.VARIABLE), () -> Runtime.getRuntime().halt(1));
        Logger.getLogger("").getHandlers(); // the log goes to the real stderr, which it takes when it is first used
        var file = ConnectionFile.read(connectionFile);
        file.concerns().forEach(LOGGER::warning);
        var connection = new QueuedConnection(file.properties());
        ProgressTable.install();
        SuiteRecord.install();
        var history = new CellHistory(HistoryFile.ofUser(System.getenv()));
        new SondeKernel(MagicInterpreter.session(new Renderers()), history).start(connection);
        connection.waitUntilClose();
    }
}
