package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallGateTest {

    private final AtomicInteger released = new AtomicInteger();
    private final CallGate gate = new CallGate(released::incrementAndGet);

    @Test
    void releases_at_once_when_nobody_is_inside() {
        gate.enter("The gate");
        gate.leave();

        gate.close();
        gate.close();

        assertThat(released).hasValue(1);
    }

    @Test
    void releases_when_the_last_call_has_left() {
        gate.enter("The gate");
        gate.enter("The gate");
        gate.close();
        gate.leave();
        assertThat(released).hasValue(0);

        gate.leave();

        assertThat(released).hasValue(1);
    }

    @Test
    void lets_nobody_in_once_it_is_closed() {
        gate.enter("The gate");
        gate.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> gate.enter("The gate"))
                .withMessage("The gate is closed");
        gate.leave();
        assertThat(released).hasValue(1);
    }
}
