package dev.sonde.backend.http;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.ScoringBackend;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens {@code kind: http}: models of an OpenAI-compatible completion server, by name.
 *
 * <p>Options, as in suite files: {@code url} (needed), {@code key_variable} (the environment variable with the key),
 * {@code concurrency} (8), {@code top_k} (20, what vLLM gives unless told otherwise), {@code retries} (4), {@code
 * timeout_seconds} (120), {@code connect_timeout_seconds} (10), {@code dialect} ({@code auto}, {@code vllm} or {@code
 * openai}), {@code revision} (your name for the state of the models there; stored answers are used again only under it).
 */
public final class HttpProvider implements BackendProvider {

    @Override
    public List<String> kinds() {
        return List.of("http");
    }

    @Override
    public List<String> options() {
        return HttpSettings.KEYS;
    }

    @Override
    public void check(ModelSource source) {
        HttpSettings.of(source);
    }

    @Override
    public ScoringBackend open(ModelSource source) {
        return HttpBackend.over(Connection.open(
                HttpSettings.of(source),
                System::getenv,
                wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()),
                Transport.LIMIT_BYTES));
    }
}
