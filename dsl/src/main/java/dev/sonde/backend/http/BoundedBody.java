package dev.sonde.backend.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a reply into memory, and gives up where it is longer than {@code limitBytes}. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final long limitBytes;
    private Flow.@Nullable Subscription subscription;
    private long received;

    /** The reply goes on and on. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the reply is too large");
        }
    }

    private BoundedBody(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    static HttpResponse.BodyHandler<byte[]> of(long limitBytes) {
        return head -> new BoundedBody(limitBytes);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        collected.onSubscribe(begun);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        received += items.stream().mapToLong(ByteBuffer::remaining).sum();
        if (received <= limitBytes) {
            collected.onNext(items);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            collected.onError(new TooLarge());
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.onError(failure);
    }

    @Override
    public void onComplete() {
        collected.onComplete();
    }
}
