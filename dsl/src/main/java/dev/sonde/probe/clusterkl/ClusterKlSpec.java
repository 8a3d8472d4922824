package dev.sonde.probe.clusterkl;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.EmbeddingModel;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.SpecChecks;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link ClusterKlProbe}.
 *
 * @param name unique within the suite
 * @param prompts scored in this order; at least one, each once
 * @param topics the topic of each prompt, in the same order; empty: prompts are put into topics by what they are about
 * @param numClusters how many topics are made of prompts that have none; from 2 to 32
 * @param embeddingModel folder of a sentence embedder (BERT, as sentence-transformers writes it), relative to
 *     {@code directory}; empty, or a name that is no folder there: the base model itself
 * @param divergence how two answers are compared
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param minPrompts fewest prompts that are judged; at least 4
 * @param assertSpecificityGte smallest share of the variance between topics that passes, in [0, 1]
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 * @param directory what a relative folder is meant from: that of the suite file; not part of a file
 */
public record ClusterKlSpec(
        String name,
        List<String> prompts,
        List<String> topics,
        int numClusters,
        Optional<String> embeddingModel,
        Divergence divergence,
        OptionalInt topK,
        int minPrompts,
        double assertSpecificityGte,
        OptionalDouble assertZGte,
        @JsonIgnore Path directory)
        implements PromptsSpec<ClusterKlSpec> {

    /** The reference's. */
    public static final int DEFAULT_NUM_CLUSTERS = 5;

    /** The reference's. */
    public static final int DEFAULT_MIN_PROMPTS = 20;

    /** How answers are compared by default. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.JENSEN_SHANNON;

    /** A large effect by the usual reading (Cohen 1988): a seventh of the variance. */
    public static final double DEFAULT_ASSERT_SPECIFICITY_GTE = 0.14;

    private static final int MOST_CLUSTERS = 32;
    private static final int FEWEST_PROMPTS = 4;

    /** Copies the lists and checks the values. */
    public ClusterKlSpec {
        prompts = SpecChecks.prompts(name, prompts);
        directory = EmbeddingModel.directory(embeddingModel, directory);
        topics = List.copyOf(topics);
        SpecChecks.topK(name, topK);
        SpecChecks.share(name, "assert_specificity_gte", assertSpecificityGte);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        if (numClusters < 2 || numClusters > MOST_CLUSTERS) {
            throw new IllegalArgumentException(
                    "Probe '%s': num_clusters is from 2 to %d, was %d".formatted(name, MOST_CLUSTERS, numClusters));
        }
        SpecChecks.atLeast(name, "min_prompts", minPrompts, FEWEST_PROMPTS);
        if (!topics.isEmpty() && (topics.size() != prompts.size() || new HashSet<>(topics).size() < 2)) {
            throw new IllegalArgumentException(
                    "Probe '%s': topics names a topic for each of the %d prompts, and at least two topics; was %s"
                            .formatted(name, prompts.size(), topics));
        }
    }

    /** The defaults with these prompts. */
    public static ClusterKlSpec of(String name, List<String> prompts) {
        return fromFile(name, prompts, null, null, null, null, null, null, null, null, Path.of(""));
    }

    /** The same with topics that are known. */
    public ClusterKlSpec withTopics(List<String> other) {
        return new ClusterKlSpec(
                name,
                prompts,
                other,
                numClusters,
                embeddingModel,
                divergence,
                topK,
                minPrompts,
                assertSpecificityGte,
                assertZGte,
                directory);
    }

    /** The same with other numbers of topics and prompts. */
    public ClusterKlSpec withClusters(int clusters, int fewestPrompts) {
        return new ClusterKlSpec(
                name,
                prompts,
                topics,
                clusters,
                embeddingModel,
                divergence,
                topK,
                fewestPrompts,
                assertSpecificityGte,
                assertZGte,
                directory);
    }

    /** The same with another threshold. */
    public ClusterKlSpec withAssertSpecificityGte(double share) {
        return new ClusterKlSpec(
                name,
                prompts,
                topics,
                numClusters,
                embeddingModel,
                divergence,
                topK,
                minPrompts,
                share,
                assertZGte,
                directory);
    }

    /** The same with the sentence embedder in {@code folder}; that there is none is an error of the run. */
    public ClusterKlSpec withEmbeddingModel(Path folder) {
        return new ClusterKlSpec(
                name,
                prompts,
                topics,
                numClusters,
                Optional.of(Path.of(".").resolve(folder).toString()),
                divergence,
                topK,
                minPrompts,
                assertSpecificityGte,
                assertZGte,
                directory);
    }

    /** What embeds. */
    EmbeddingModel embedding() {
        return new EmbeddingModel(embeddingModel, directory);
    }

    /**
     * Other prompts without topics that are given; with them prompts that had one keep it, and {@link #withPrompts(List,
     * List)} takes new ones.
     */
    @Override
    public ClusterKlSpec withPrompts(List<String> others) {
        List<String> known = topics.isEmpty()
                ? List.of()
                : others.stream().map(this::topicOf).toList();
        return withPrompts(others, known);
    }

    private String topicOf(String prompt) {
        int at = prompts.indexOf(prompt);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "Probe '%s': the prompts have topics, and '%s' has none. Give all topics with the prompts: withPrompts(prompts, topics)."
                            .formatted(name, prompt));
        }
        return topics.get(at);
    }

    /** Other prompts, and the topic of each. */
    public ClusterKlSpec withPrompts(List<String> others, List<String> topicOfEach) {
        return new ClusterKlSpec(
                name,
                others,
                topicOfEach,
                numClusters,
                embeddingModel,
                divergence,
                topK,
                minPrompts,
                assertSpecificityGte,
                assertZGte,
                directory);
    }

    @JsonCreator
    static ClusterKlSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("topics") @Nullable List<String> topics,
            @JsonProperty("num_clusters") @Nullable Integer numClusters,
            @JsonProperty("embedding_model") @Nullable String embeddingModel,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("min_prompts") @Nullable Integer minPrompts,
            @JsonProperty("assert_specificity_gte") @Nullable Double assertSpecificityGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte,
            @JacksonInject("directory") Path directory) {
        return new ClusterKlSpec(
                name,
                prompts == null ? List.of() : prompts,
                topics == null ? List.of() : topics,
                numClusters == null ? DEFAULT_NUM_CLUSTERS : numClusters,
                Optional.ofNullable(embeddingModel).filter(text -> !text.isBlank()),
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                minPrompts == null ? DEFAULT_MIN_PROMPTS : minPrompts,
                assertSpecificityGte == null ? DEFAULT_ASSERT_SPECIFICITY_GTE : assertSpecificityGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte),
                directory);
    }
}
