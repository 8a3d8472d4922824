package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.Families;
import org.junit.jupiter.api.Test;

class BatchBudgetTest {

    private final Architecture architecture =
            Families.of(ModelFolder.open(GoldenFolder.model("llama3")).config());

    @Test
    void a_gpu_takes_as_many_tokens_as_half_of_its_free_memory_holds() {
        // the widest module of this model has 96 channels: 16 arrays of 4 bytes each are 6144 bytes a token
        assertThat(BatchBudget.tokens(6144L * 2 * 10_000, architecture)).isEqualTo(10_000);
    }

    @Test
    void a_full_gpu_is_tried_with_the_cpus_number_and_an_empty_one_has_a_limit() {
        assertThat(BatchBudget.tokens(0, architecture)).isEqualTo(2048);
        assertThat(BatchBudget.tokens(1L << 40, architecture)).isEqualTo(65_536);
        assertThat(BatchBudget.tokens(Device.cpu(), architecture)).isEqualTo(2048);
    }
}
