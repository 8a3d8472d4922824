package dev.sonde.backend.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.backend.BackendException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends JSON to one server and reads JSON back.
 *
 * <p>A refusal (4xx) is final; overload (429, 503), a server's stumble (500, 502, 504) and a broken connection are tried
 * again after a pause. A reply that is late is final: the same question would take as long again, and add to the load.
 *
 * <p>Safe for use by several threads.
 */
final class Transport {
    /** A million tokens with twenty alternatives each stay below. */
    static final long LIMIT_BYTES = 64L << 20;

    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // so that a NaN can be told from other broken JSON
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpSettings settings;
    private final Optional<ApiKey> key;
    private final Pause pause;
    private final long limitBytes;
    private final HttpClient client;
    private final String origin;

    /** Waits; replaced in tests. */
    interface Pause {
        void waitFor(Duration time) throws InterruptedException;
    }

    Transport(HttpSettings settings, Optional<ApiKey> key, Pause pause, long limitBytes) {
        this.settings = settings;
        this.key = key;
        this.pause = pause;
        this.limitBytes = limitBytes;
        this.origin = ServerUrl.origin(settings.url());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // an upgrade offer makes uvicorn lose the body
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /**
     * Reads what stands at {@code path}.
     *
     * @throws BackendException if there is no usable reply
     */
    JsonNode get(String path) throws InterruptedException {
        return json(send(request(path).GET().build(), 0));
    }

    /**
     * Asks a question.
     *
     * @throws BackendException if there is no usable reply
     */
    JsonNode post(String path, JsonNode question) throws InterruptedException {
        byte[] body = question.toString().getBytes(StandardCharsets.UTF_8);
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                Arrays.hashCode(body)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(settings.url() + path)).header("Accept", "application/json");
        key.ifPresent(secret -> request.header("Authorization", secret.bearer()));
        return request;
    }

    private byte[] send(HttpRequest request, long seed) throws InterruptedException {
        var backoff = new Backoff(seed);
        int attempts = settings.retries() + 1;
        for (int attempt = 1; ; attempt++) {
            Duration wait;
            String ended;
            String code;
            try {
                HttpResponse<byte[]> reply = attempt(request);
                if (reply.statusCode() == 200) {
                    return reply.body();
                }
                refuseFinal(reply);
                ended = "status " + reply.statusCode() + " " + HttpErrors.quoted(words(reply));
                code = "http-" + reply.statusCode();
                int failed = attempt;
                wait = wished(reply).orElseGet(() -> backoff.after(failed));
            } catch (BoundedBody.TooLarge endless) {
                throw HttpErrors.bodyTooLarge(origin, limitBytes);
            } catch (IOException broken) {
                ended = hidden(broken.getClass().getSimpleName()
                        + (broken.getMessage() == null ? "" : " (" + broken.getMessage() + ")"));
                code = "connection";
                wait = backoff.after(attempt);
            }
            if (attempt == attempts) {
                throw HttpErrors.exhausted(origin, attempts, ended, code);
            }
            pause.waitFor(wait);
        }
    }

    private HttpResponse<byte[]> attempt(HttpRequest request) throws IOException, InterruptedException {
        var pending = client.sendAsync(request, BoundedBody.of(limitBytes));
        try {
            return pending.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw HttpErrors.late(origin, settings.timeout());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException(failed.getCause());
        } finally {
            pending.cancel(true); // does nothing to one that is done
        }
    }

    private void refuseFinal(HttpResponse<byte[]> reply) {
        int status = reply.statusCode();
        if (status >= 300 && status < 400) {
            throw HttpErrors.redirected(
                    origin,
                    reply.headers().firstValue("Location").map(this::target).orElse("nowhere"));
        }
        if (!PASSING.contains(status)) {
            throw HttpErrors.refused(origin, status, words(reply), remedy(status));
        }
    }

    private String remedy(int status) {
        return switch (status) {
            case 401, 403 ->
                key.map(secret -> "Check the " + secret + ".")
                        .orElse("Put the server's key into an environment variable and name it in 'key_variable'.");
            case 404 -> "Check 'url' (it usually ends in /v1) and the names of base and adapter.";
            default -> "The request was not repeated.";
        };
    }

    private Optional<Duration> wished(HttpResponse<byte[]> reply) {
        Optional<Duration> wished =
                reply.headers().firstValue("Retry-After").flatMap(header -> Backoff.asked(header, Instant.now()));
        wished.filter(wait -> wait.compareTo(Backoff.LONGEST) > 0).ifPresent(wait -> {
            throw HttpErrors.tooLong(origin, wait.toSeconds(), Backoff.LONGEST.toSeconds());
        });
        return wished;
    }

    /** Where a redirect points, without what may be secret. */
    private String target(String location) {
        try {
            URI target = settings.url().resolve(location);
            return target.getHost() == null ? "another address" : hidden(ServerUrl.origin(target));
        } catch (IllegalArgumentException notOne) {
            return "another address";
        }
    }

    /** What a server says about its refusal: the message of its JSON, or its text. */
    private String words(HttpResponse<byte[]> reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        try {
            JsonNode json = JSON.readTree(text);
            for (JsonNode message : new JsonNode[] {
                json.path("error").path("message"), json.path("message"), json.path("detail"), json.path("error")
            }) {
                if (message.isTextual()) {
                    return hidden(message.textValue());
                }
            }
        } catch (JsonProcessingException notJson) { // then the text itself
        }
        return hidden(text);
    }

    private JsonNode json(byte[] received) {
        try {
            return JSON.readTree(withoutKey(received));
        } catch (JsonProcessingException broken) {
            throw HttpErrors.badReply(
                    "broken-json",
                    "The reply of %s is not JSON: %s.".formatted(origin, hidden(broken.getOriginalMessage())));
        } catch (IOException broken) {
            throw HttpErrors.badReply("broken-json", "The reply of %s is not UTF-8 text.".formatted(origin));
        }
    }

    /** A server that repeats the key in a reply does not get it into messages and results. */
    private byte[] withoutKey(byte[] body) {
        String text = key.isPresent() ? new String(body, StandardCharsets.UTF_8) : "";
        String hidden = hidden(text);
        return hidden.equals(text) ? body : hidden.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code text} without the key. */
    String hidden(String text) {
        return key.map(secret -> secret.hiddenIn(text)).orElse(text);
    }
}
