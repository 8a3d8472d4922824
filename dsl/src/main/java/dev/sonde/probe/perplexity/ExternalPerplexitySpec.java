package dev.sonde.probe.perplexity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link ExternalPerplexityProbe}.
 *
 * @param name unique within the suite
 * @param texts passages that the adapter was not trained on, each once; one passage is one observation, so give several
 *     rather than a long one. Empty: the packaged ones of {@code corpus}.
 * @param corpus {@code everyday_en}, or the reference's name {@code public_domain_en} for the same; without effect when
 *     there are texts
 * @param chunkChars a longer passage is cut at sentence ends, from 128 to 16384 characters; also cut is what does not fit
 *     into the model's context
 * @param maxChunks most passages that are used, the first ones; from 1 to 128. Unless given, all.
 * @param assertMeanDeltaGte the do-no-harm margin with its sign: smallest mean change in nats a token that passes;
 *     finite, below 0
 * @param assertZGte the reference's; read and without effect, because noise that harms nothing is nothing to beat
 */
public record ExternalPerplexitySpec(
        String name,
        List<String> texts,
        String corpus,
        int chunkChars,
        int maxChunks,
        double assertMeanDeltaGte,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** The reference's size of a piece. */
    public static final int DEFAULT_CHUNK_CHARS = 2048;

    /** All packaged passages; as many as there are where a suite has its own. */
    public static final int DEFAULT_MAX_CHUNKS = 16;

    /** The reference's margin: a loss of 0.1 nats a token is 10 % more perplexity. */
    public static final double DEFAULT_ASSERT_MEAN_DELTA_GTE = -0.1;

    /** Copies {@code texts} and checks the values. */
    public ExternalPerplexitySpec {
        texts = texts.isEmpty() ? List.of() : SpecChecks.prompts(name, texts);
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Probe '" + name + "' has a blank text. Remove it.");
        }
        if (!corpus.equals(Corpus.EVERYDAY_EN) && !corpus.equals(Corpus.PUBLIC_DOMAIN_EN)) {
            throw new IllegalArgumentException(
                    "Probe '%s': there is no corpus '%s'. Packaged is '%s'; give your own passages as texts."
                            .formatted(name, corpus, Corpus.EVERYDAY_EN));
        }
        within(name, "chunk_chars", chunkChars, 128, 16384);
        within(name, "max_chunks", maxChunks, 1, 128);
        SpecChecks.finite(name, "assert_mean_delta_gte", assertMeanDeltaGte);
        if (assertMeanDeltaGte >= 0) {
            throw new IllegalArgumentException(
                    "Probe '%s': assert_mean_delta_gte is a margin below 0, such as %s, for no sample can show that nothing was lost; was %s"
                            .formatted(name, DEFAULT_ASSERT_MEAN_DELTA_GTE, assertMeanDeltaGte));
        }
    }

    /** The packaged prose with the default margin. */
    public static ExternalPerplexitySpec of(String name) {
        return fromFile(name, null, null, null, null, null, null);
    }

    /** The same over other passages, all of them; none: the packaged ones. */
    public ExternalPerplexitySpec withTexts(List<String> other) {
        return new ExternalPerplexitySpec(
                name,
                other,
                corpus,
                chunkChars,
                other.isEmpty() ? DEFAULT_MAX_CHUNKS : other.size(),
                assertMeanDeltaGte,
                assertZGte);
    }

    /** The same with another margin, below 0. */
    public ExternalPerplexitySpec withAssertMeanDeltaGte(double other) {
        return new ExternalPerplexitySpec(name, texts, corpus, chunkChars, maxChunks, other, assertZGte);
    }

    /** The passages that are scored, at most {@code maxChunks}. */
    List<Passage> passages() {
        var passages = new ArrayList<Passage>();
        for (int i = 0; i < texts.size(); i++) {
            passages.add(new Passage("text " + (i + 1), texts.get(i)));
        }
        var all = texts.isEmpty() ? Corpus.passages() : passages;
        return all.subList(0, Math.min(maxChunks, all.size()));
    }

    private static void within(String name, String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Probe '%s': %s is from %d to %d, was %d".formatted(name, key, least, most, value));
        }
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(passages().size());
    }

    @JsonCreator
    static ExternalPerplexitySpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("texts") @Nullable List<String> texts,
            @JsonProperty("corpus") @Nullable String corpus,
            @JsonProperty("chunk_chars") @Nullable Integer chunkChars,
            @JsonProperty("max_chunks") @Nullable Integer maxChunks,
            @JsonProperty("assert_mean_delta_gte") @Nullable Double assertMeanDeltaGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new ExternalPerplexitySpec(
                name,
                texts == null ? List.of() : texts,
                corpus == null ? Corpus.EVERYDAY_EN : corpus,
                chunkChars == null ? DEFAULT_CHUNK_CHARS : chunkChars,
                maxChunks == null ? Math.max(DEFAULT_MAX_CHUNKS, texts == null ? 0 : texts.size()) : maxChunks,
                assertMeanDeltaGte == null ? DEFAULT_ASSERT_MEAN_DELTA_GTE : assertMeanDeltaGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
