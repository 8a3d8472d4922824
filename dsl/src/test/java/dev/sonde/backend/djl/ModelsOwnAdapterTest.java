package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.gradientghost.GradientGhostEvidence;
import dev.sonde.probe.gradientghost.GradientGhostSpec;
import dev.sonde.probe.trainingdrift.TrainingDriftSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelsOwnAdapterTest {

    @Test
    void probes_of_files_look_into_the_folder_of_the_models_own_adapter() {
        Path folder = GoldenFolder.model("llama");
        var source = ModelSource.huggingFace(folder, Optional.of(folder.resolve("adapters/qv")));
        var suite = Suite.of("Files", 0, List.of(GradientGhostSpec.of("ghost"), TrainingDriftSpec.of("log")));

        try (Model model = Model.load(source)) {
            var result = Runner.run(suite, model);

            var ghost = (GradientGhostEvidence) result.probe("ghost").evidence().orElseThrow();
            assertThat(ghost.folder()).isEqualTo("qv");
            assertThat(ghost.layers()).isNotEmpty().allSatisfy(layer -> assertThat(layer.norm())
                    .isPositive());
            assertThat(result.probe("log").verdict()).isEqualTo(Verdict.SKIP);
            assertThat(result.probe("log").message()).contains("qv");
            assertThat(result.statistics().forwardPasses()).isZero();
        }
    }
}
