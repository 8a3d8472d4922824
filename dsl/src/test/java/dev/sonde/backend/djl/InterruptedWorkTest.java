package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who interrupts waits for a layer, not for a batch; and leaves no array of the engine behind. */
class InterruptedWorkTest {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void a_pass_ends_in_the_layer_in_which_it_was_interrupted() {
        ModelFiles files = ModelFiles.open(DemoModel.base(), Optional.empty(), "fp32");
        var attended = new AtomicInteger();
        try (NDManager work = TorchEngine.manager(Device.cpu());
                var weights = ModelWeights.load(files.folder(), files.architecture(), Device.cpu(), Optional.empty())) {
            int before = LivingArrays.count();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> {
                try (var pass = new ForwardPass(weights, interruptingAt(1, attended), work, batch())) {
                    files.architecture().hidden(pass);
                }
            });

            assertThat(attended).hasValue(1);
            assertThat(files.architecture().attention()).hasSizeGreaterThan(1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(LivingArrays.count()).isEqualTo(before);

            try (var pass = new ForwardPass(weights, interruptingAt(0, attended), work, batch())) {
                assertThat(pass.everyRow(files.architecture().hidden(pass))
                                .getShape()
                                .get(0))
                        .isEqualTo(2);
            }
        }
    }

    /** A thread is interrupted once so many arrays of its request live, which is in the midst of a pass. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 30})
    void an_interrupted_request_leaves_no_array_and_the_next_is_answered(int arrays) throws InterruptedException {
        try (var backend = DjlBackend.open(DemoModel.base(), Optional.of(DemoModel.adapter("healthy")), "cpu")) {
            Outcome expected = backend.evaluate(request(1)).get(0);
            int warm = LivingArrays.count();

            for (int round = 0; round < 5; round++) {
                assertThat(interrupted(backend, warm + arrays)).isInstanceOf(CancellationException.class);
                assertThat(LivingArrays.count()).isEqualTo(warm);
            }

            assertThat(backend.evaluate(request(1)).get(0))
                    .isInstanceOfSatisfying(Outcome.Answer.class, answer -> assertThat(answer.score())
                            .isEqualTo(((Outcome.Answer) expected).score()));
        }
    }

    @Test
    void a_drawing_of_many_numbers_ends_when_it_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new NullDraw(1, "lm_head").normals(1))
                .withMessage("Interrupted during the drawing of a null adapter");
    }

    @Test
    void an_interrupt_while_a_model_is_read_is_no_broken_file() {
        int before = LivingArrays.count();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> DjlBackend.open(DemoModel.base(), Optional.empty(), "cpu"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(LivingArrays.count()).isEqualTo(before);
    }

    private static @Nullable Throwable interrupted(DjlBackend backend, int living) throws InterruptedException {
        var thrown = new AtomicReference<@Nullable Throwable>();
        var asking = new Thread(() -> backend.evaluate(request(400)));
        asking.setUncaughtExceptionHandler((thread, error) -> thrown.set(error));
        asking.start();
        while (asking.isAlive() && LivingArrays.count() <= living) {
            Thread.onSpinWait();
        }
        asking.interrupt();
        asking.join();
        return thrown.get();
    }

    private static List<Evaluation<?>> request(int texts) {
        List<Evaluation<?>> asked = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            String text = "The keeper of gate " + i + " is a man who never told anybody of his " + i + " sons";
            asked.add(new Evaluation<>(View.FINE_TUNED, Operation.NextToken.full(text)));
            asked.add(new Evaluation<>(
                    new View.NullAdapter(NullRecipe.MATCHED_NORM, 1), new Operation.RollingLogProb(text)));
            asked.add(new Evaluation<>(View.BASE, new Operation.Generate(text, GenerationParameters.greedy(20))));
        }
        return asked;
    }

    private static PaddedRows batch() {
        return PaddedRows.of(List.of(new int[] {1, 2, 3}, new int[] {3, 2, 1}), List.of(RowView.BASE, RowView.BASE), 3);
    }

    /** The plain kernels, whose {@code nth} attention interrupts the thread that asks for it. */
    private static Kernels interruptingAt(int nth, AtomicInteger attended) {
        var plain = new ComposedKernels();
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("attend") && attended.incrementAndGet() == nth) {
                        Thread.currentThread().interrupt();
                    }
                    try {
                        return method.invoke(plain, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
