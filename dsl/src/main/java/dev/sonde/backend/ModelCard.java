package dev.sonde.backend;

import java.util.Map;

/**
 * Which model answers, by content and never by path: equal cards give equal answers.
 *
 * @param name for people, such as the folder's name; not part of {@link #id()}
 * @param adapterName for people; empty without an adapter
 * @param content what makes the identity, in a fixed order: hashes of weights, adapter, tokenizer and configuration,
 *     dtype, device, engine with version
 * @param vocabularySize how many tokens the model can emit, or {@link #UNKNOWN}
 * @param contextLength how many tokens fit, at least 1, or {@link #UNKNOWN}
 */
public record ModelCard(
        String name, String adapterName, Map<String, String> content, int vocabularySize, int contextLength) {

    /** A size that a server does not tell: larger than any real one, so that nothing is ever taken for complete. */
    public static final int UNKNOWN = Integer.MAX_VALUE;

    /** Copies {@code content}. */
    public ModelCard {
        content = Map.copyOf(content);
    }

    /** A hash of the content in hex: 64 characters. The namespace of every cached answer. */
    public String id() {
        return ContentHash.of(content);
    }
}
