package dev.sonde.kernel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

@Timeout(60)
class SocketLoopTest {

    private static final byte[] HELLO = {7};
    private static final int PATIENCE_MILLIS = 5_000;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void sends_what_is_queued_after_the_last_ring_and_ends() throws Exception {
        var context = new ZContext(); // closed at the end only: it would wait for a loop that hangs
        var loop = new SocketLoop(context.getContext());
        ZMQ.Socket answering = context.createSocket(SocketType.PAIR);
        ZMQ.Socket blocking = context.createSocket(SocketType.PAIR);
        ZMQ.Socket asking = pair(context, answering, "inproc://answering");
        ZMQ.Socket trigger = pair(context, blocking, "inproc://blocking");
        loop.own(answering, frames -> loop.send(answering, frames));
        loop.own(blocking, frames -> {
            block();
            loop.send(blocking, frames);
        });
        Thread bell = startAndFindBell(loop);

        trigger.send(HELLO);
        entered.await();
        var closer = new Thread(loop::close);
        closer.start();
        bell.join(); // it has rung for the last time
        asking.send(HELLO); // its answer is queued in the round that hears this ring
        released.countDown();

        assertThat(asking.recv()).isEqualTo(HELLO);
        loop.join();
        closer.join();
        context.close();
    }

    private void block() {
        entered.countDown();
        try {
            released.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ZMQ.Socket pair(ZContext context, ZMQ.Socket own, String address) {
        own.bind(address);
        own.setLinger(PATIENCE_MILLIS);
        ZMQ.Socket peer = context.createSocket(SocketType.PAIR);
        peer.connect(address);
        peer.setReceiveTimeOut(PATIENCE_MILLIS);
        return peer;
    }

    private static Thread startAndFindBell(SocketLoop loop) {
        var before = new HashSet<>(Thread.getAllStackTraces().keySet());
        loop.start();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().equals("jupyter-bell"))
                .findFirst()
                .orElseThrow();
    }
}
