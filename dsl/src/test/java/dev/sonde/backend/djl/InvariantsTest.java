package dev.sonde.backend.djl;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every {@link Invariants invariant} of every family with every kind of adapter that there is data for. */
class InvariantsTest {

    @TestFactory
    Stream<DynamicContainer> every_model_with_every_adapter() {
        return Subject.all().stream().map(subject -> {
            Invariants own = new Invariants(subject);
            return dynamicContainer(
                    subject.name(),
                    Stream.of(
                            dynamicTest(
                                    "strength zero is the base model bit for bit",
                                    own::strength_zero_is_the_base_model_bit_for_bit),
                            dynamicTest(
                                    "a batch answers as if each were alone",
                                    own::a_batch_answers_as_if_each_were_alone),
                            dynamicTest("longer batch mates change nothing", own::longer_batch_mates_change_nothing),
                            dynamicTest(
                                    "the order of requests changes nothing bit for bit",
                                    own::the_order_of_requests_changes_nothing_bit_for_bit),
                            dynamicTest(
                                    "a text goes on where its prefix ends", own::a_text_goes_on_where_its_prefix_ends),
                            dynamicTest(
                                    "endings of one start answer as if each were alone",
                                    own::endings_of_one_start_answer_as_if_each_were_alone),
                            dynamicTest(
                                    "a repetition differs by rounding only",
                                    own::a_repetition_differs_by_rounding_only),
                            dynamicTest(
                                    "a null adapter is its seed and changes the model",
                                    own::a_null_adapter_is_its_seed_and_changes_the_model),
                            dynamicTest(
                                    "cached decoding writes what full passes would",
                                    own::cached_decoding_writes_what_full_passes_would),
                            dynamicTest("it closes", own::close)));
        });
    }
}
