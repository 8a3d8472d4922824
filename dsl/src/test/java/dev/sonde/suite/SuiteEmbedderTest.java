package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ModelSource;
import dev.sonde.cache.DiskStore;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.clusterkl.ClusterKlEvidence;
import dev.sonde.probe.clusterkl.ClusterKlSpec;
import dev.sonde.probe.revert.AdapterRevertEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites that name a sentence embedder, on the demo model. */
class SuiteEmbedderTest {

    private static final Path EMBEDDER = Path.of("src/test/resources/sentence-embedders/cls");
    private static final String SUITE = """
            version: 1
            suite:
              - name: topics
                kind: cluster_kl
                prompts: [The keeper of the light, A ship at sea, The tower, The bread was]
                num_clusters: 2
                min_prompts: 4
                embedding_model: embedders/tiny
              - name: revert
                kind: adapter_revert
                max_new_tokens: 4
                embedding_model: ./embedders/tiny
                cases:
                  - {prompt: "The bell was named", gold: Aldous, paraphrases: ["They called the bell"]}
            """;

    private final ModelSource source =
            new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "cpu", Path.of(""));

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path to = folder.resolve("embedders/tiny");
        try (Stream<Path> files = Files.walk(EMBEDDER)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(EMBEDDER.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void the_folder_is_meant_from_the_suite_file_and_the_evidence_says_which_embedder_it_was() throws IOException {
        SuiteResult result = run(SUITE);

        assertThat(topics(result).embedder()).matches("embedders/tiny \\(content [0-9a-f]{12}\\)");
        assertThat(((AdapterRevertEvidence) result.probe("revert").evidence().orElseThrow()).embedder())
                .startsWith("./embedders/tiny (content ")
                .endsWith(topics(result).embedder().substring("embedders/tiny".length()));
        assertThat(result.probe("topics").message())
                .endsWith(" Embedder: " + topics(result).embedder() + ".");
        assertThat(result.statistics().forwardPasses())
                .isEqualTo(result.statistics().cacheMisses());
    }

    @Test
    void a_rerun_over_a_store_computes_nothing_and_another_embedder_in_the_same_folder_embeds_anew()
            throws IOException {
        SuiteResult cold = run(SUITE);

        SuiteResult warm = run(SUITE);
        assertThat(warm.statistics().forwardPasses()).isZero();
        assertThat(topics(warm)).isEqualTo(topics(cold));

        Path pooling = folder.resolve("embedders/tiny/1_Pooling/config.json");
        Files.writeString(
                pooling,
                Files.readString(pooling)
                        .replace("\"pooling_mode_mean_tokens\": false", "\"pooling_mode_mean_tokens\": true")
                        .replace("\"pooling_mode_cls_token\": true", "\"pooling_mode_cls_token\": false"));
        SuiteResult other = run(SUITE);
        assertThat(topics(other).embedder()).isNotEqualTo(topics(cold).embedder());
        // four prompts, and of the answers gold, base's and the tuned one of two wordings, equal texts once
        assertThat(other.statistics().forwardPasses()).isBetween(4L + 2, 4L + 6);
    }

    @Test
    void a_folder_that_cannot_be_used_is_an_error_of_its_probe_and_says_why() throws IOException {
        Files.delete(folder.resolve("embedders/tiny/model.safetensors"));
        ProbeResult<?> result = run(SUITE).probe("topics");

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.message()).contains("model.safetensors does not exist");
    }

    @Test
    void java_names_a_folder_from_where_it_runs_and_the_file_of_the_suite_keeps_it() {
        var spec = ClusterKlSpec.of("topics", List.of("The keeper", "A ship", "The tower", "The bread"))
                .withClusters(2, 4)
                .withEmbeddingModel(EMBEDDER);
        try (Model model = Model.load(source)) {
            var found = Runner.run(Suite.of("Which topics?", 7, List.of(spec)), model)
                    .probe("topics");

            assertThat(((ClusterKlEvidence) found.evidence().orElseThrow()).embedder())
                    .startsWith("./" + EMBEDDER + " (content ");
        }
        assertThat(SuiteYaml.write(Suite.of("Which topics?", 7, List.of(spec))))
                .contains("embedding_model: \"./" + EMBEDDER + "\"")
                .doesNotContain("directory");
    }

    private static ClusterKlEvidence topics(SuiteResult result) {
        return (ClusterKlEvidence) result.probe("topics").evidence().orElseThrow();
    }

    private SuiteResult run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("suite.yaml"), text);
        try (Model model = Model.load(source, DiskStore.in(folder.resolve("store")))) {
            return Runner.run(SuiteYaml.read(file), model);
        }
    }
}
