package dev.sonde.kernel.transport;

import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishStatus;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The kernel's connection to its clients, in place of the base kernel's: same handlers, own sockets.
 *
 * <p>The life of a request: the {@link SocketLoop} receives its frames; {@link MessageDecoder} checks and reads them, or
 * they are logged and dropped; the {@link Router} runs the type's handler on its {@link Lane}, between a busy and an
 * idle status; answers are encoded on the handler's thread and queued for the loop.
 */
public final class QueuedConnection extends JupyterConnection {

    private static final Logger LOGGER = Logger.getLogger(QueuedConnection.class.getName());
    private static final int LINGER_MILLIS = 1000;

    private final KernelConnectionProperties properties;
    private final ZMQ.Context context = ZMQ.context(1);
    private final SocketLoop loop = new SocketLoop(context);
    private final MessageDecoder decoder;
    private final MessageEncoder encoder;
    private final Router router = new Router(this);
    // a REP socket would have to answer one ping before it may receive the next
    private final ZMQ.Socket heartbeatSocket = context.socket(SocketType.ROUTER);
    private final QueuedShell shellChannel = new QueuedShell(context, false, this, this::post);
    private final QueuedShell controlChannel = new QueuedShell(context, true, this, this::post);
    private final QueuedStdin stdinChannel = new QueuedStdin(context, this::post);
    private final QueuedIOPub iopubChannel = new QueuedIOPub(context, this::post);

    /**
     * Prepares the sockets that a connection file describes; {@link #connect} binds them.
     *
     * @throws GeneralSecurityException if the signature scheme is not known
     */
    public QueuedConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
        super(properties);
        super.close(); // the base kernel's own sockets, which nobody binds
        this.properties = properties;
        var signatures = new Signatures(properties);
        this.decoder = new MessageDecoder(signatures);
        this.encoder = new MessageEncoder(signatures);
    }

    /** Sets which lane runs the handler of a type; {@link Lane#CONTROL} where nothing is set. */
    public void setLane(MessageType<?> type, Lane lane) {
        router.setLane(type, lane);
    }

    /** Whether requests of a type were received whose handler has not begun. */
    public boolean isWaiting(MessageType<?> type) {
        return router.isWaiting(type);
    }

    /** Runs a task after all requests that the lane has received so far. */
    public void afterReceived(Lane lane, Runnable task) {
        router.submit(lane, task);
    }

    @Override
    public void connect() {
        bind(
                "heartbeat",
                properties.getHbPort(),
                () -> heartbeatSocket.bind(
                        properties.getTransport() + "://" + properties.getIp() + ":" + properties.getHbPort()));
        bind("shell", properties.getShellPort(), () -> shellChannel.bind(properties));
        bind("control", properties.getControlPort(), () -> controlChannel.bind(properties));
        bind("stdin", properties.getStdinPort(), () -> stdinChannel.bind(properties));
        bind("iopub", properties.getIopubPort(), () -> iopubChannel.bind(properties));
        loop.own(heartbeatSocket, frames -> loop.send(heartbeatSocket, frames));
        loop.own(shellChannel, frames -> receive(shellChannel, frames));
        loop.own(controlChannel, frames -> receive(controlChannel, frames));
        loop.own(stdinChannel, this::receiveInput);
        loop.own(iopubChannel.socket(), this::receiveSubscription);
        List.of(heartbeatSocket, shellChannel, controlChannel, stdinChannel, iopubChannel.socket())
                .forEach(socket -> socket.setLinger(LINGER_MILLIS));
        loop.start();
        getIOPub().sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    }

    private static void bind(String name, int port, Runnable action) {
        try {
            action.run();
        } catch (ZMQException refused) {
            throw new IllegalStateException(
                    "The kernel cannot listen on port " + port + " for " + name + " (" + refused.getMessage()
                            + "). Another process has it; start the kernel again, which picks new ports.",
                    refused);
        }
    }

    private void receive(QueuedShell channel, List<byte[]> frames) {
        try {
            router.route(channel, decoder.decode(frames));
        } catch (BadMessageException bad) {
            LOGGER.log(Level.WARNING, "Dropped a message: {0}", bad.getMessage());
        }
    }

    private void receiveInput(List<byte[]> frames) {
        try {
            Message<?> message = decoder.decode(frames);
            if (((ReceivedHeader<?>) message.getHeader()).getType() == MessageType.INPUT_REPLY) {
                stdinChannel.answer(message);
            }
        } catch (BadMessageException bad) {
            LOGGER.log(Level.WARNING, "Dropped an input reply: {0}", bad.getMessage());
        }
    }

    private void receiveSubscription(List<byte[]> frames) {
        QueuedIOPub.welcome(frames).ifPresent(welcome -> post(iopubChannel.socket(), welcome, "iopub_welcome"));
    }

    private void post(ZMQ.Socket socket, Message<?> message) {
        loop.send(socket, encoder.encode(message));
    }

    /** Sends a message of a type that the base kernel does not know. */
    void post(ZMQ.Socket socket, Message<?> message, String typeName) {
        loop.send(socket, encoder.encode(message, typeName));
    }

    @Override
    public IOPubChannel getIOPub() {
        return iopubChannel;
    }

    @Override
    public ShellReplyEnvironment prepareReplyEnv(ShellChannel shell, MessageContext request) {
        return new RequestEnvironment((QueuedShell) shell, stdinChannel, iopubChannel, request);
    }

    /** Sends what is queued and closes the sockets; requests that are being handled are left to themselves. */
    @Override
    public void close() {
        router.close();
        loop.close();
    }

    /** Returns when the sockets are closed and what they had to send is on its way, the reply to a shutdown above all. */
    @Override
    public void waitUntilClose() {
        try {
            loop.join();
            var flush = new Thread(context::term, "jupyter-flush"); // waits for the sockets' linger
            flush.setDaemon(true);
            flush.start();
            flush.join(2 * LINGER_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
