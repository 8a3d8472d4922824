package dev.sonde.kernel.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The one thread that touches sockets: it receives whole multipart messages and sends what other threads queue, all
 * sockets in one order.
 *
 * <p>A queued message rings a bell, an in-process socket of a second thread, so that the loop waits without a timeout.
 * Queueing never blocks and does not mind an interrupted thread.
 */
final class SocketLoop {

    private static final Logger LOGGER = Logger.getLogger(SocketLoop.class.getName());
    private static final byte[] RING = {1};
    private static final long CLOSE_LIMIT_MILLIS = 2000;

    private record Outgoing(ZMQ.Socket socket, List<byte[]> frames) {}

    private final ZMQ.Context context;
    private final String bellAddress = "inproc://bell-" + System.identityHashCode(this);
    private final Map<ZMQ.Socket, Consumer<List<byte[]>>> receivers = new LinkedHashMap<>();
    private final Queue<Outgoing> outgoing = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<byte[]> rings = new LinkedBlockingQueue<>();
    private final ZMQ.Socket bell;
    private final Thread thread = new Thread(this::run, "jupyter-sockets");
    private final Thread ringer = new Thread(this::ring, "jupyter-bell");
    private volatile boolean closing;

    SocketLoop(ZMQ.Context context) {
        this.context = context;
        this.bell = context.socket(SocketType.PAIR);
        bell.bind(bellAddress);
        ringer.setDaemon(true);
    }

    /** Hands a socket over; {@code receiver} gets its messages on the loop's thread and must return at once. */
    void own(ZMQ.Socket socket, Consumer<List<byte[]>> receiver) {
        receivers.put(socket, receiver);
    }

    /** From now on only the loop touches the sockets. */
    void start() {
        thread.start();
        ringer.start();
    }

    /** Queues a message; messages go out in the order in which they were queued. */
    void send(ZMQ.Socket socket, List<byte[]> frames) {
        outgoing.add(new Outgoing(socket, frames));
        rings.add(RING);
    }

    /** Sends what is queued, then closes the sockets; waits for that a little. */
    void close() {
        closing = true;
        rings.add(RING);
        try {
            thread.join(CLOSE_LIMIT_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the sockets are closed. */
    void join() throws InterruptedException {
        thread.join();
    }

    private void ring() {
        try (ZMQ.Socket rope = context.socket(SocketType.PAIR)) {
            rope.connect(bellAddress);
            boolean last = false;
            while (!last) {
                rings.take();
                rings.clear(); // one ring announces all that is queued
                last = closing; // read after that, or the last ring might be taken for an earlier one
                rope.send(RING, 0);
            }
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<ZMQ.Socket> sockets = new ArrayList<>(receivers.keySet());
        try (ZMQ.Poller poller = context.poller(sockets.size() + 1)) {
            int bellIndex = poller.register(bell, ZMQ.Poller.POLLIN);
            sockets.forEach(socket -> poller.register(socket, ZMQ.Poller.POLLIN));
            while (!closing || !outgoing.isEmpty()) {
                poller.poll(closing ? 0 : -1); // the last ring may be over while something is still queued
                if (poller.pollin(bellIndex)) {
                    bell.recv(0);
                }
                sendQueued();
                sockets.forEach(this::receiveAll);
            }
        } catch (RuntimeException | Error fatal) {
            LOGGER.log(Level.SEVERE, "The kernel's sockets failed; it can no longer be reached", fatal);
        } finally {
            sockets.forEach(ZMQ.Socket::close);
            bell.close();
        }
    }

    private void sendQueued() {
        for (Outgoing next = outgoing.poll(); next != null; next = outgoing.poll()) {
            try {
                send(next);
            } catch (ZMQException lost) { // a client that went away must not take the others with it
                LOGGER.log(Level.WARNING, "A message could not be sent", lost);
            }
        }
    }

    private static void send(Outgoing message) {
        int last = message.frames().size() - 1;
        for (int i = 0; i <= last; i++) {
            message.socket().send(message.frames().get(i), i < last ? ZMQ.SNDMORE : 0);
        }
    }

    private void receiveAll(ZMQ.Socket socket) {
        for (byte[] first = socket.recv(ZMQ.DONTWAIT); first != null; first = socket.recv(ZMQ.DONTWAIT)) {
            List<byte[]> frames = new ArrayList<>();
            frames.add(first);
            while (socket.hasReceiveMore()) {
                frames.add(socket.recv(0));
            }
            deliver(socket, frames);
        }
    }

    private void deliver(ZMQ.Socket socket, List<byte[]> frames) {
        Consumer<List<byte[]>> receiver = receivers.getOrDefault(socket, ignored -> {});
        try {
            receiver.accept(frames);
        } catch (RuntimeException | Error defect) { // the loop must outlive any defect of a receiver
            LOGGER.log(Level.SEVERE, "A message could not be handled", defect);
        }
    }
}
