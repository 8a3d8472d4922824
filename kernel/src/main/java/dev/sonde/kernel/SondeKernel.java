package dev.sonde.kernel;

import dev.sonde.kernel.code.CodeAssistant;
import dev.sonde.kernel.code.CodeInspector;
import dev.sonde.kernel.display.ValueRenderer;
import dev.sonde.kernel.magic.MagicInterpreter;
import dev.sonde.kernel.magic.ValueSummary;
import dev.sonde.kernel.repl.CellLanguage;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.transport.Lane;
import dev.sonde.kernel.transport.QueuedConnection;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.reply.InterruptReply;
import io.github.spencerpark.jupyter.messages.reply.ShutdownReply;
import io.github.spencerpark.jupyter.messages.request.InterruptRequest;
import io.github.spencerpark.jupyter.messages.request.ShutdownRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kotlin.KotlinVersion;

/**
 * The kernel that a Jupyter client talks to.
 *
 * <p>Its handlers replace all of the base kernel's. Three lanes keep it answering: cells run on one, questions about code
 * on the second, and what must never wait (interrupt, shutdown, kernel info) on the third.
 */
public final class SondeKernel extends BaseKernel implements AutoCloseable {

    private final CellSession session;
    private final CellHistory history;
    private final Interrupter interrupter;
    private final CodeQuestions code;
    private final CommMessages comms;
    private final IdleTask warmUp;
    private volatile BooleanSupplier newerCompletion = () -> false;
    private final KernelQuestions questions;

    /** A kernel with Kotlin cells whose values {@code renderer} shows. */
    public SondeKernel(ValueRenderer renderer) {
        this(MagicInterpreter.session(renderer));
    }

    /** A kernel on a session, which it closes with itself; it remembers cells as long as it runs. */
    public SondeKernel(CellSession session) {
        this(session, new CellHistory(Optional.empty()));
    }

    SondeKernel(CellSession session, CellHistory history) {
        this.session = session;
        this.history = history;
        this.questions = new KernelQuestions(this, history);
        this.interrupter = new Interrupter(session);
        this.warmUp = new IdleTask(session);
        this.code = new CodeQuestions(
                new CodeAssistant(session.compiler(), KnownMagics::words),
                new CodeInspector(session.compiler(), KnownMagics::words, ValueSummary::of),
                () -> newerCompletion.getAsBoolean());
        this.comms = new CommMessages(session);
    }

    @Override
    public void becomeHandlerForConnection(JupyterConnection connection) {
        var queued = (QueuedConnection) connection;
        newerCompletion = () -> queued.isWaiting(MessageType.COMPLETE_REQUEST);
        connection.setHandler(MessageType.EXECUTE_REQUEST, new ExecuteHandler(session, history, queued));
        connection.setHandler(MessageType.COMPLETE_REQUEST, code::complete);
        connection.setHandler(MessageType.INSPECT_REQUEST, code::inspect);
        connection.setHandler(MessageType.IS_COMPLETE_REQUEST, code::isComplete);
        connection.setHandler(MessageType.KERNEL_INFO_REQUEST, questions::info);
        connection.setHandler(MessageType.HISTORY_REQUEST, questions::history);
        connection.setHandler(MessageType.COMM_INFO_REQUEST, comms::info);
        connection.setHandler(MessageType.COMM_OPEN_COMMAND, comms::open);
        connection.setHandler(MessageType.COMM_MSG_COMMAND, comms::message);
        connection.setHandler(MessageType.COMM_CLOSE_COMMAND, comms::close);
        connection.setHandler(MessageType.INTERRUPT_REQUEST, this::interrupt);
        connection.setHandler(MessageType.SHUTDOWN_REQUEST, this::shutDown);
        queued.setLane(MessageType.EXECUTE_REQUEST, Lane.CELLS);
        queued.setLane(MessageType.COMM_OPEN_COMMAND, Lane.CELLS);
        queued.setLane(MessageType.COMM_MSG_COMMAND, Lane.CELLS);
        queued.setLane(MessageType.COMM_CLOSE_COMMAND, Lane.CELLS);
        queued.setLane(MessageType.COMPLETE_REQUEST, Lane.CODE);
        queued.setLane(MessageType.INSPECT_REQUEST, Lane.CODE);
        queued.setLane(MessageType.IS_COMPLETE_REQUEST, Lane.CODE);
    }

    /** Binds the sockets, answers from then on, and warms the compiler up while the user reads. */
    public void start(QueuedConnection connection) {
        becomeHandlerForConnection(connection);
        connection.afterReceived(Lane.CELLS, () -> {
            session.warmUp();
            warmUp.run(code::warmUp); // later: it would keep a first cell that waits already
        });
        connection.connect();
    }

    private void interrupt(ShellReplyEnvironment environment, Message<InterruptRequest> message) {
        interrupter.interrupt();
        environment.reply(new InterruptReply());
    }

    private void shutDown(ShellReplyEnvironment environment, Message<ShutdownRequest> message) {
        boolean restart = message.getContent().isRestart();
        onShutdown(restart);
        environment.reply(restart ? ShutdownReply.SHUTDOWN_AND_RESTART : ShutdownReply.SHUTDOWN);
        environment.markForShutdown();
    }

    @Override
    public void interrupt() {
        interrupter.interrupt();
    }

    /** Not used: cells go through {@link CellSession}, which knows more kinds of outcome than this method can return. */
    @Override
    public DisplayData eval(String expression) {
        throw new UnsupportedOperationException("Cells run in the session, not through eval");
    }

    @Override
    public CellHistory getHistoryManager() {
        return history;
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder(CellLanguage.NAME)
                .version(KotlinVersion.CURRENT.toString())
                .mimetype(CellLanguage.MIME_TYPE)
                .fileExtension(CellLanguage.FILE_EXTENSION)
                .pygments(CellLanguage.NAME)
                .codemirror(CellLanguage.MIME_TYPE)
                .build();
    }

    @Override
    public String getBanner() {
        return "Sonde " + version() + ": did the adapter change the model? Cells in Kotlin " + KotlinVersion.CURRENT
                + " on Java " + Runtime.version().feature() + ".";
    }

    @Override
    public List<LanguageInfo.Help> getHelpLinks() {
        return List.of(new LanguageInfo.Help("Kotlin", "https://kotlinlang.org/docs/home.html"));
    }

    /** The version in the jar's manifest; {@code dev} when run from a build folder. */
    static String version() {
        return Objects.requireNonNullElse(SondeKernel.class.getPackage().getImplementationVersion(), "dev");
    }

    @Override
    public void close() {
        interrupter.close();
        warmUp.close();
        code.close();
        session.close();
    }
}
