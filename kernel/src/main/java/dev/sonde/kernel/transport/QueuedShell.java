package dev.sonde.kernel.transport;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import org.zeromq.ZMQ;

/** The shell or the control channel; sending only queues. */
final class QueuedShell extends ShellChannel {

    private final Post post;
    private final boolean control;

    QueuedShell(ZMQ.Context context, boolean control, JupyterConnection connection, Post post) {
        super(context, HMACGenerator.NO_AUTH_INSTANCE, control, connection);
        this.control = control;
        this.post = post;
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        bind(formatAddress(
                properties.getTransport(),
                properties.getIp(),
                control ? properties.getControlPort() : properties.getShellPort()));
    }

    @Override
    public void sendMessage(Message<?> message) {
        post.send(this, message);
    }
}
