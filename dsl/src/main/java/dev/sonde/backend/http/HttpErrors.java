package dev.sonde.backend.http;

import dev.sonde.backend.BackendException;
import java.time.Duration;
import java.util.Collection;

/** Every failure that a completion server can cause, worded once. No message carries a key. */
final class HttpErrors {
    private static final int SHOWN = 300;

    private HttpErrors() {}

    static BackendException badOption(String key, String value, String expected) {
        return new BackendException(
                "bad-option", "Option '%s' of an http model has to be %s, got '%s'.".formatted(key, expected, value));
    }

    static BackendException urlMissing() {
        return new BackendException(
                "url-missing",
                "A model of kind http needs 'url': the server's address, such as http://localhost:8000/v1.");
    }

    static BackendException badUrl(String why) {
        return new BackendException(
                "bad-url", "The server's 'url' cannot be used: %s. Write it like https://host/v1.".formatted(why));
    }

    static BackendException badKeyVariable() {
        return new BackendException(
                "bad-key-variable",
                "'key_variable' is not the name of an environment variable (its value is not shown here, it may be the "
                        + "key). Put the key into a variable such as VLLM_API_KEY and name that.");
    }

    static BackendException keyMissing(String variable) {
        return new BackendException(
                "key-missing",
                "The environment variable %s, named by 'key_variable', is not set or empty. ".formatted(variable)
                        + "Set it to the server's key before Sonde starts, or remove 'key_variable'.");
    }

    static BackendException keyUnusable(String variable) {
        return new BackendException(
                "key-unusable",
                "The environment variable %s holds blanks, line breaks or letters that no HTTP header can carry. "
                                .formatted(variable)
                        + "Set it to the key alone.");
    }

    static BackendException keyExposed(String origin) {
        return new BackendException(
                "key-exposed",
                "The key would go to %s unencrypted. Use https, or a tunnel to a port of this machine, "
                                .formatted(origin)
                        + "or leave out 'key_variable'.");
    }

    static BackendException sameModel(String base, String adapter, String why) {
        return new BackendException(
                "same-model",
                "Base '%s' and adapter '%s' are one model: %s. Every difference would be 0. "
                                .formatted(base, adapter, why)
                        + "Name the adapter as the server does (vLLM: --lora-modules name=path).");
    }

    static BackendException notServed(String name, Collection<String> served) {
        return new BackendException(
                "not-served",
                "The server has no model '%s'; it serves %s. ".formatted(name, served)
                        + "Use one of these names, or load the adapter there (vLLM: --lora-modules name=path).");
    }

    static BackendException otherParent(String adapter, String parent, String base) {
        return new BackendException(
                "other-base",
                "Adapter '%s' belongs to model '%s', not to '%s'. Name that one as base."
                        .formatted(adapter, parent, base));
    }

    static BackendException refused(String origin, int status, String words, String remedy) {
        return new BackendException(
                "http-" + status, "%s answered %d: %s. %s".formatted(origin, status, quoted(words), remedy));
    }

    static BackendException exhausted(String origin, int attempts, String last, String code) {
        return new BackendException(
                code,
                "%s gave no answer in %d attempt%s; the last one ended with: %s. "
                                .formatted(origin, attempts, attempts == 1 ? "" : "s", shortened(last))
                        + "Look into the server's log; lower 'concurrency' if it is overloaded.");
    }

    static BackendException redirected(String origin, String target) {
        return new BackendException(
                "redirected",
                "%s sends on to %s. Redirects are not followed, so that no key and no prompt goes where you did not "
                                .formatted(origin, target)
                        + "say. Write the final address into 'url'.");
    }

    static BackendException tooLong(String origin, long wait, long limit) {
        return new BackendException(
                "wait-too-long",
                "%s asks to wait %d seconds, more than the %d that Sonde waits. Try again later."
                        .formatted(origin, wait, limit));
    }

    static BackendException late(String origin, Duration limit) {
        return new BackendException(
                "timeout",
                "%s did not finish its answer within %d seconds. Raise 'timeout_seconds', or lower 'concurrency'."
                        .formatted(origin, limit.toSeconds()));
    }

    static BackendException bodyTooLarge(String origin, long limitBytes) {
        return new BackendException(
                "reply-too-large",
                "The reply of %s is longer than %d MiB and was cut off. Is this a completion server?"
                        .formatted(origin, limitBytes >> 20));
    }

    /** A reply that cannot be what was asked for. */
    static BackendException badReply(String code, String what) {
        return new BackendException(
                code, what + " No number was taken from this reply; check the server and what stands before it.");
    }

    static BackendException boundaryInToken(String prompt, String completion) {
        return new BackendException(
                "boundary-in-token",
                "The end of the prompt '%s' falls inside a token of the server's tokenizer once '%s' follows. "
                                .formatted(shortened(prompt), shortened(completion))
                        + "Let the prompt end and the completion begin at a token, usually by moving the blank to the "
                        + "front of the completion.");
    }

    static String quoted(String words) {
        return "'" + shortened(words.strip()) + "'";
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
