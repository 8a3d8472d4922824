package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ModelCard;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceLineTest {

    private static final ModelCard CPU =
            new ModelCard("tiny", "healthy", Map.of("device", "cpu", "engine", "PyTorch 2.7.1"), 10, 10);

    @Test
    void says_where_the_model_computes_and_why_auto_is_not_a_gpu() {
        assertThat(DeviceLine.of(CPU, "cpu")).isEqualTo("Model tiny, adapter healthy, on cpu (PyTorch 2.7.1)");
        assertThat(DeviceLine.of(CPU, "auto")).endsWith("on cpu (PyTorch 2.7.1); it sees no CUDA device");
    }

    @Test
    void leaves_the_device_out_where_a_model_has_none() {
        assertThat(DeviceLine.of(new ModelCard("table", "", Map.of(), 10, 10), "auto"))
                .isEqualTo("Model table, no adapter");
    }
}
