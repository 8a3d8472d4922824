package dev.sonde.backend.http;

import dev.sonde.backend.ModelSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a server is asked.
 *
 * @param url where {@code /completions} and {@code /models} stand
 * @param base the model's name on the server
 * @param adapter the adapter's name there
 * @param keyVariable the environment variable that holds the key; without one no key is sent
 * @param concurrency requests under way at one time, 1 to 256
 * @param topK tokens of a next-token distribution that the server gives at most: 20 with vLLM, unless it was started
 *     with another {@code --max-logprobs}
 * @param retries further attempts after one that failed for a passing reason, 0 to 20
 * @param timeout for one whole reply
 * @param connectTimeout for a connection
 * @param dialect empty: as the server's list of models tells
 * @param revision what the user calls this state of the server's models; answers are shared between runs of the same
 *     revision, and only these
 */
record HttpSettings(
        URI url,
        String base,
        Optional<String> adapter,
        Optional<String> keyVariable,
        int concurrency,
        int topK,
        int retries,
        Duration timeout,
        Duration connectTimeout,
        Optional<Dialect> dialect,
        Optional<String> revision) {

    static final List<String> KEYS = List.of(
            "url",
            "key_variable",
            "concurrency",
            "top_k",
            "retries",
            "timeout_seconds",
            "connect_timeout_seconds",
            "dialect",
            "revision");

    private static final int DEFAULT_CONCURRENCY = 8;
    private static final int DEFAULT_TOP_K = 20;
    private static final int DEFAULT_RETRIES = 4;
    private static final int DEFAULT_TIMEOUT_SECONDS = 120;
    private static final int DEFAULT_CONNECT_TIMEOUT_SECONDS = 10;

    /**
     * Reads and checks the options of a model.
     *
     * @throws dev.sonde.backend.BackendException naming the first that is missing or wrong
     */
    static HttpSettings of(ModelSource source) {
        var settings = new HttpSettings(
                ServerUrl.parse(Optional.ofNullable(source.options().get("url")).orElseThrow(HttpErrors::urlMissing)),
                source.base(),
                source.adapter(),
                Optional.ofNullable(source.options().get("key_variable")),
                number(source, "concurrency", DEFAULT_CONCURRENCY, 1, 256),
                number(source, "top_k", DEFAULT_TOP_K, 1, 100_000),
                number(source, "retries", DEFAULT_RETRIES, 0, 20),
                Duration.ofSeconds(number(source, "timeout_seconds", DEFAULT_TIMEOUT_SECONDS, 1, 86_400)),
                Duration.ofSeconds(
                        number(source, "connect_timeout_seconds", DEFAULT_CONNECT_TIMEOUT_SECONDS, 1, 3_600)),
                Dialect.named(source.options().getOrDefault("dialect", "auto")),
                Optional.ofNullable(source.options().get("revision")));
        settings.refuseUnsafe(source);
        return settings;
    }

    private void refuseUnsafe(ModelSource source) {
        if (keyVariable.isPresent() && !ApiKey.isName(keyVariable.get())) {
            throw HttpErrors.badKeyVariable();
        }
        if (keyVariable.isPresent() && ServerUrl.isExposed(url)) {
            throw HttpErrors.keyExposed(ServerUrl.origin(url));
        }
        if (adapter.filter(base::equals).isPresent()) {
            throw HttpErrors.sameModel(base, base, "they have the same name");
        }
        if (!source.dtype().equals("auto")) {
            throw HttpErrors.badOption("dtype", source.dtype(), "auto, because the server decides");
        }
        if (!source.device().equals("auto")) {
            throw HttpErrors.badOption("device", source.device(), "auto, because the server decides");
        }
    }

    private static int number(ModelSource source, String key, int otherwise, int least, int most) {
        String text = source.options().get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notOne) { // said below
        }
        throw HttpErrors.badOption(key, text, "a whole number from " + least + " to " + most);
    }
}
